import { randomUUID } from 'node:crypto'
import type { EmbeddingGateway, EmbeddingModelRef } from '#ai/embedding_model'
import { ModelError } from '#ai/model_error'
import type { ReportProgress } from '#rag/document_progress'
import type { DocumentWorkTable } from '#rag/document_work'
import { embeddedText, recordedName } from '#rag/embed_passages'
import type { PassageIndex, StoredPassage } from '#rag/passage_index'
import type { Logger } from '@adonisjs/core/logger'

export interface ReindexDocumentInput {
  userId: string
  documentId: string
}

interface Dependencies {
  work: DocumentWorkTable
  embeddings: Pick<EmbeddingGateway, 'modelFor' | 'embed'>
  index: Pick<PassageIndex, 'readDocument' | 'put'>
  progressOf: (userId: string, documentId: string) => ReportProgress
  /** Passages that are embedded together. */
  batch: number
  now: () => number
  logger: Logger
}

/** A model that does not answer is asked again after this time. Milliseconds. */
const LATER = 15 * 60_000

/**
 * Gives the stored passages of a document vectors of the model that serves its owner now. Until `put` it is found by the old ones,
 * from then on by the new ones; what was embedded before a fall comes from the cache.
 */
export class ReindexDocument {
  constructor(private readonly dependencies: Dependencies) {}

  /** Throws for what may be over soon. */
  async handle(input: ReindexDocumentInput, signal: AbortSignal): Promise<void> {
    const { work, embeddings, index, progressOf } = this.dependencies
    const { userId, documentId } = input
    const document = await work.toReindex(userId, documentId)
    const model = document && (await embeddings.modelFor(userId))
    if (!document || !model || recordedName(model) === document.embeddingModel) {
      return work.drop(userId, documentId, 'reindex')
    }
    const passages = await index.readDocument(userId, documentId)
    if (passages.length === 0) return work.readAgain(userId, documentId)
    const progress = progressOf(userId, documentId)
    try {
      const vectors = await this.#embed(input, model, passages, progress, signal)
      signal.throwIfAborted()
      const embedded = passages.map(({ ordinal, text, header, place, tokens }, at) => ({
        ...{ ordinal, text, header, place, tokens, vector: vectors[at]!, model: model.id },
      }))
      await index.put(userId, documentId, embedded)
    } catch (error) {
      if (signal.aborted || !(error instanceof ModelError) || error.isRetryable) throw error
      return this.postpone(input, error)
    } finally {
      progress('index', 0, 0)
    }
    const { pages, passages: count, tokens } = document
    const args = { eventId: randomUUID(), documentId, pages, passages: count, tokens }
    const embeddingModel = recordedName(model)
    const event = {
      name: 'v1.DocumentProcessed' as const,
      args: { ...args, embeddingModel, processedAt: this.dependencies.now() },
    }
    await work.end(userId, documentId, event, 'reindex')
  }

  /** The model does not answer: everything of this person waits, and is found as it was. */
  async postpone({ userId }: ReindexDocumentInput, error: unknown): Promise<void> {
    const { work, now, logger } = this.dependencies
    logger.warn({ err: error, user_id: userId }, 'documents keep the vectors they have for now')
    await work.postponeReindexing(userId, now() + LATER)
  }

  async #embed(
    { userId, documentId }: ReindexDocumentInput,
    model: EmbeddingModelRef,
    passages: readonly StoredPassage[],
    progress: ReportProgress,
    signal: AbortSignal
  ): Promise<Float32Array[]> {
    const { embeddings, batch } = this.dependencies
    const vectors: Float32Array[] = []
    for (let start = 0; start < passages.length; start += batch) {
      progress('improve', start, passages.length)
      const texts = passages.slice(start, start + batch).map(embeddedText)
      const request = { userId, model, texts, source: documentId }
      vectors.push(...(await embeddings.embed(request, signal)).vectors)
    }
    return vectors
  }
}
