import type { EmbeddingGateway, EmbeddingModelRef } from '#ai/embedding_model'

/** Vectors of some texts, in their order, and what made them. */
export interface Embedded {
  /** Names model and dimension: vectors of different names are never compared. */
  model: string
  vectors: Float32Array[]
}

/**
 * Turns passages into vectors over whatever embedding model a person has; null when there is none.
 *
 * @throws when the model exists and fails
 */
export type EmbedPassages = (
  userId: string,
  texts: readonly string[],
  signal: AbortSignal,
  /** The document they are of: what is kept of them goes with it. */
  documentId: string
) => Promise<Embedded | null>

/** What is embedded of a passage: always the same, so that the cache knows it again. */
export const embeddedText = ({ header, text }: { header: string; text: string }) =>
  header ? `${header}\n\n${text}` : text

/** How a document's row names the model of its vectors. */
export const recordedName = ({ id }: Pick<EmbeddingModelRef, 'id'>) => id.slice(0, 200)

/** Over the embedding model that the person has. */
export function embedWith(embeddings: EmbeddingGateway): EmbedPassages {
  return async (userId, texts, signal, documentId) => {
    const model = await embeddings.modelFor(userId)
    if (!model) return null
    const { vectors } = await embeddings.embed({ userId, model, texts, source: documentId }, signal)
    return { model: model.id, vectors }
  }
}
