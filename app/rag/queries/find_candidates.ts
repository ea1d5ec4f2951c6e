import type { Logger } from '@adonisjs/core/logger'

import type { EmbeddingGateway } from '#ai/embedding_model'
import type { Hit, PassageIndex } from '#rag/passage_index'
import { fuse, type RankedList } from '#rag/ranking/fuse'
import { type ConversationTurn, standaloneQuestion } from '#rag/ranking/standalone_question'

export interface CandidateQuery {
  userId: string
  documentIds: readonly string[]
  question: string
  /** What was said before, oldest first, without the question. */
  conversation: readonly ConversationTurn[]
  signal: AbortSignal
}

/** How many each way of looking gives; further down there is noise. */
const HITS_PER_LIST = 60
/** The question in its own words, beside what it means in the conversation. */
const OWN_WORDS_WEIGHT = 0.6
/** Cosines below are those of texts about other things, with every model. */
const LEAST_COSINE = 0.15

/** Passages that may answer a question, by words and by meaning, best first. */
export class FindCandidates {
  constructor(
    private readonly index: PassageIndex,
    private readonly embeddings: EmbeddingGateway,
    private readonly logger: Logger
  ) {}

  async handle({ question, conversation, signal, ...query }: CandidateQuery): Promise<Hit[]> {
    const reach = { ...query, limit: HITS_PER_LIST }
    const standalone = standaloneQuestion(question, conversation)
    const byMeaning = this.#byMeaning(reach, standalone, signal)
    const ownWords = standalone === question ? [] : [question]
    const lists = await Promise.all([
      this.index.lexical({ ...reach, text: standalone }).then((items) => ({ items })),
      byMeaning.then((items) => ({ items })),
      ...ownWords.map(async (text) => ({
        items: await this.index.lexical({ ...reach, text }),
        weight: OWN_WORDS_WEIGHT,
      })),
    ] satisfies Promise<RankedList<Hit>>[])
    return fuse(lists).map(({ item }) => item)
  }

  /** Words alone serve where there is no model, and when it does not answer. */
  async #byMeaning(
    reach: Omit<CandidateQuery, 'question' | 'conversation' | 'signal'> & { limit: number },
    text: string,
    signal: AbortSignal
  ): Promise<Hit[]> {
    const { userId } = reach
    const vector = await this.#embed(userId, text, signal).catch((error: unknown) => {
      signal.throwIfAborted()
      this.logger.warn({ user_id: userId, err: error }, 'question not embedded')
      return null
    })
    if (!vector) return []
    const hits = await this.index.vector({ ...reach, ...vector })
    return hits.filter(({ score }) => score >= LEAST_COSINE)
  }

  async #embed(userId: string, text: string, signal: AbortSignal) {
    const model = await this.embeddings.modelFor(userId)
    if (!model) return null
    const { vectors } = await this.embeddings.embed({ userId, model, texts: [text] }, signal)
    return { vector: vectors[0]!, model: model.id }
  }
}
