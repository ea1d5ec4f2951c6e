import type { Logger } from '@adonisjs/core/logger'

import type { EmbeddingGateway, EmbeddingModelRef } from '#ai/embedding_model'
import { recordedName } from '#rag/embed_passages'
import type { Hit, PassageIndex } from '#rag/passage_index'
import { fuse, type RankedList } from '#rag/ranking/fuse'
import { type ConversationTurn, standaloneQuestion } from '#rag/ranking/standalone_question'

export interface CandidateQuery {
  userId: string
  documentIds: readonly string[]
  /** What made the vectors of these documents, as far as they have any. */
  models: readonly string[]
  question: string
  /** What was said before, oldest first, without the question. */
  conversation: readonly ConversationTurn[]
  signal: AbortSignal
}

/** How many each way of looking gives; further down there is noise. */
const HITS_PER_LIST = 60
/** The question in its own words, beside what it means in the conversation. */
const OWN_WORDS_WEIGHT = 0.6
/** Models that documents may still have vectors of while those of the one that serves are made. */
const MOST_FORMER_MODELS = 2
/** How long an answer waits for a model that is on its way out. Milliseconds. */
const FORMER_MODEL_PATIENCE = 4_000
/** Cosines below are those of texts about other things, with every model. */
const LEAST_COSINE = 0.15

/** Passages that may answer a question, by words and by meaning, best first. */
export class FindCandidates {
  constructor(
    private readonly index: PassageIndex,
    private readonly embeddings: EmbeddingGateway,
    private readonly logger: Logger
  ) {}

  async handle({
    question,
    conversation,
    models,
    signal,
    ...query
  }: CandidateQuery): Promise<Hit[]> {
    const reach = { ...query, limit: HITS_PER_LIST }
    const standalone = standaloneQuestion(question, conversation)
    const byWords = (text: string) => this.index.lexical({ ...reach, text })
    const [words, ownWords, spaces] = await Promise.all([
      byWords(standalone),
      standalone === question ? null : byWords(question),
      this.#byMeaning(reach, standalone, models, signal),
    ])
    const lists: RankedList<Hit>[] = [words, ...spaces].map((items) => ({ items }))
    if (ownWords) lists.push({ items: ownWords, weight: OWN_WORDS_WEIGHT })
    return fuse(lists).map(({ item }) => item)
  }

  /**
   * A list for each space of vectors. Words alone serve where there is no model, and when it does not answer. While documents change
   * over to the model that serves, its space is looked at last: what leaves another one meanwhile has arrived there by then.
   */
  async #byMeaning(
    reach: Reach,
    text: string,
    models: readonly string[],
    signal: AbortSignal
  ): Promise<Hit[][]> {
    const { userId } = reach
    const current = await this.embeddings.modelFor(userId)
    const former = [...new Set(models)].filter((id) => !current || id !== recordedName(current))
    const asked = [
      ...former.slice(0, MOST_FORMER_MODELS).map(async (id) => {
        const model = await this.embeddings.modelNamed(userId, id)
        const late = AbortSignal.timeout(FORMER_MODEL_PATIENCE)
        return model && this.#embed(userId, model, text, AbortSignal.any([signal, late]))
      }),
      ...(current ? [this.#embed(userId, current, text, signal)] : []),
    ].map((vector) =>
      vector.catch((error: unknown) => {
        signal.throwIfAborted()
        this.logger.warn({ user_id: userId, err: error }, 'question not embedded')
        return null
      })
    )
    const lists: Hit[][] = []
    for (const vector of await Promise.all(asked)) {
      if (!vector) continue
      const hits = await this.index.vector({ ...reach, ...vector })
      lists.push(hits.filter(({ score }) => score >= LEAST_COSINE))
    }
    return lists
  }

  async #embed(userId: string, model: EmbeddingModelRef, text: string, signal: AbortSignal) {
    const { vectors } = await this.embeddings.embed({ userId, model, texts: [text] }, signal)
    return { vector: vectors[0]!, model: model.id }
  }
}

type Reach = Omit<CandidateQuery, 'question' | 'conversation' | 'models' | 'signal'> & {
  limit: number
}
