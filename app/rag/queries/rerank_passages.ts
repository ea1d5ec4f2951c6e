import type { Logger } from '@adonisjs/core/logger'

import type { Reranker } from '#ai/rerank/reranker'
import { embeddedText } from '#rag/embed_passages'
import type { StoredPassage } from '#rag/passage_index'

export interface RerankPassagesInput {
  userId: string
  question: string
  /** Best first, as words and vectors found them. */
  passages: readonly StoredPassage[]
  signal: AbortSignal
}

/** Further down nothing is that an answer would get to read. */
const READ_AGAIN = 40
/** Rerankers cut what is beyond their window; this is about a thousand tokens. Characters. */
const LONGEST_TEXT = 4_000

/** Puts the best passages in the order of a reranker, where there is one. Without it, and when it fails, they stay as they are. */
export class RerankPassages {
  constructor(
    private readonly reranker: Reranker,
    private readonly logger: Logger
  ) {}

  async handle(input: RerankPassagesInput): Promise<readonly StoredPassage[]> {
    const { userId, question, passages, signal } = input
    const best = passages.slice(0, READ_AGAIN)
    if (best.length < 2) return passages
    try {
      const documents = best.map((passage) => embeddedText(passage).slice(0, LONGEST_TEXT))
      const request = { userId, query: question, documents, top: best.length }
      const ranked = await this.reranker.rerank(request, signal)
      if (!ranked) return passages
      const first = new Set(ranked.map(({ index }) => best[index]!))
      // What it left out stands behind what it named.
      return [...first, ...passages.filter((passage) => !first.has(passage))]
    } catch (error) {
      signal.throwIfAborted()
      this.logger.warn({ err: error, user_id: userId }, 'passages not reranked')
      return passages
    }
  }
}
