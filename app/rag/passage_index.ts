import type { Place } from '#shared/documents'

/** A piece of a document as the pipeline hands it over. */
export interface IndexedPassage {
  /** Position in its document, from 0, below 1,048,576; no two passages of a document share it. */
  ordinal: number
  text: string
  /** Names the document and the section; found like the text, at a lower weight. */
  header: string
  place: Place
  /** Estimated size for a model. */
  tokens: number
  /** Any length and scale: only its direction counts. */
  vector?: Float32Array
  /** What made the vector, as `EmbeddingModelRef.id` names it. Vectors of different models are never compared. */
  model?: string
}

export interface StoredPassage extends Omit<IndexedPassage, 'vector' | 'model'> {
  /** `<document id>:<ordinal>`; means another text once its document is put again. */
  id: string
  documentId: string
}

/** Access is part of the query: whoever asks, and the documents in reach. Nothing else is looked at. */
export interface PassageQuery {
  userId: string
  documentIds: readonly string[]
  limit: number
}

/** A passage that was found. Scores order the hits of one query, best first; they mean nothing beside another query's. */
export interface Hit {
  id: string
  documentId: string
  ordinal: number
  score: number
}

/** Found by its vector: the score is the cosine of both, from -1 to 1. */
export type VectorQuery = PassageQuery & { vector: Float32Array; model: string }
export type LexicalQuery = PassageQuery & { text: string }

/** The index cannot answer or store just now; the same call may succeed later. Nothing of a failed `put` or `remove` took effect. */
export class PassageIndexUnavailableError extends Error {
  readonly name = 'PassageIndexUnavailableError'
  readonly isRetryable = true

  constructor(reason: string, cause?: unknown) {
    super(`The passage index is unavailable: ${reason}`, { cause })
  }
}

/**
 * Contract and container token: passages of documents, found by words and by vectors. Every call names a user and sees that
 * user's passages alone; what belongs to somebody else answers like what is not there.
 *
 * @throws PassageIndexUnavailableError from every call
 */
export abstract class PassageIndex {
  /** Stores a document's passages in place of all it had, atomically: a query sees the old ones or the new ones. */
  abstract put(
    userId: string,
    documentId: string,
    passages: readonly IndexedPassage[]
  ): Promise<void>

  /** Takes documents out; unknown ones are nothing to do. */
  abstract remove(userId: string, documentIds: readonly string[]): Promise<void>

  /** Takes out all that a user has. */
  abstract removeUser(userId: string): Promise<void>

  /** Passages with words of the text in any inflection (BM25). Empty when it holds no word worth looking for. */
  abstract lexical(query: LexicalQuery): Promise<Hit[]>

  /** Passages whose vector, made by the same model, points where this one does. */
  abstract vector(query: VectorQuery): Promise<Hit[]>

  /** In the order asked for, without those that are not there. */
  abstract read(userId: string, ids: readonly string[]): Promise<StoredPassage[]>

  /** All passages of a document by ordinal; empty when it is not there. */
  abstract readDocument(userId: string, documentId: string): Promise<StoredPassage[]>

  /** Lets go of files and connections. A later call opens them again. */
  abstract close(): Promise<void>
}

/** Reads an id of a passage; null when it is none. */
export function parsePassageId(id: string): { documentId: string; ordinal: number } | null {
  const match = /^(.+):(\d{1,7})$/s.exec(id)
  return match && { documentId: match[1]!, ordinal: Number(match[2]) }
}

export const passageIdOf = (documentId: string, ordinal: number): string =>
  `${documentId}:${ordinal}`
