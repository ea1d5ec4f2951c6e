import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import logger from '@adonisjs/core/services/logger'

import {
  type EmbeddingRequest,
  EmbeddingGateway,
  type EmbeddingModelRef,
  type Embeddings,
} from '#ai/embedding_model'
import { SqlitePassageIndex } from '#rag/drivers/sqlite/sqlite_passage_index'
import { FindCandidates } from '#rag/queries/find_candidates'
import { RetrievePassages, type RetrieveInput } from '#rag/queries/retrieve_passages'

export const MODEL = { id: 'test:words', ref: { provider: 'server', name: 'words' } } as const

/** A model that knows which words mean the same: a vector has one axis for each group. */
export class ScriptedEmbeddings extends EmbeddingGateway {
  isThere = true
  failure: Error | null = null
  readonly asked: string[] = []

  constructor(private readonly meanings: readonly RegExp[]) {
    super()
  }

  async modelFor() {
    return this.isThere ? MODEL : null
  }

  async modelNamed(): Promise<EmbeddingModelRef | null> {
    return null
  }

  async embed({ texts }: Pick<EmbeddingRequest, 'texts'>): Promise<Embeddings> {
    this.asked.push(...texts)
    if (this.failure) throw this.failure
    return { vectors: texts.map((text) => this.vectorOf(text)), tokens: 1, costNano: 0 }
  }

  async forget(): Promise<void> {}

  vectorOf(text: string): Float32Array {
    const vector = this.meanings.map((meaning) => (meaning.test(text) ? 1 : 0))
    return Float32Array.from([...vector, vector.includes(1) ? 0 : 1])
  }
}

/** A real index with retrieval over it. */
export class RetrievalLab {
  readonly #folder = mkdtempSync(join(tmpdir(), 'loft-retrieval-'))
  readonly index = new SqlitePassageIndex({
    path: join(this.#folder, 'passages.sqlite'),
    readers: 1,
    timeouts: { read: 10_000, write: 10_000 },
  })
  readonly retrievePassages: RetrievePassages
  readonly #tokens = new Map<string, number>()

  constructor(readonly embeddings: ScriptedEmbeddings) {
    const candidates = new FindCandidates(this.index, embeddings, logger)
    this.retrievePassages = new RetrievePassages(this.index, candidates)
  }

  async add(userId: string, documentId: string, texts: string[], tokens = 100): Promise<void> {
    const passages = texts.map((text, ordinal) => ({
      ...{ ordinal, text, header: '', place: { page: ordinal + 1 }, tokens },
      ...{ vector: this.embeddings.vectorOf(text), model: MODEL.id },
    }))
    await this.index.put(userId, documentId, passages)
    this.#tokens.set(documentId, texts.length * tokens)
  }

  async ask(documentIds: string[], question: string, more: Partial<RetrieveInput> = {}) {
    const documents = documentIds.map((id) => ({
      ...{ id, name: `${id}.txt`, tokens: this.#tokens.get(id) ?? 0 },
    }))
    const defaults = { userId: 'ada', conversation: [], budgetTokens: 400 }
    return this.retrievePassages.handle({ ...defaults, question, documents, ...more })
  }

  async dispose(): Promise<void> {
    await this.index.close()
    rmSync(this.#folder, { recursive: true })
  }
}
