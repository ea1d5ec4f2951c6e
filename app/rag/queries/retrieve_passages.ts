import type { PassageIndex, StoredPassage } from '#rag/passage_index'
import type { FindCandidates } from '#rag/queries/find_candidates'
import type { RerankPassages } from '#rag/queries/rerank_passages'
import { withoutNearDuplicates } from '#rag/ranking/near_duplicates'
import { type ConversationTurn, standaloneQuestion } from '#rag/ranking/standalone_question'
import type { Place } from '#shared/documents'

export interface ReachableDocument {
  id: string
  name: string
  /** Of all its passages together. */
  tokens: number
  /** What made its vectors; null or absent where there are none. */
  embeddingModel?: string | null
}

export interface RetrieveInput {
  userId: string
  question: string
  /** What was said before, oldest first, without the question. */
  conversation: readonly ConversationTurn[]
  /** The documents this question may be answered from; nothing else is looked at. */
  documents: readonly ReachableDocument[]
  /** Most tokens that all passages take together. */
  budgetTokens: number
  signal?: AbortSignal
}

/** A passage for the context, under the number an answer cites it by. */
export interface RetrievedPassage {
  /** From 1. */
  number: number
  /** See `StoredPassage`. */
  id: string
  documentId: string
  documentName: string
  header: string
  text: string
  place: Place
  tokens: number
}

export interface Retrieved {
  /** Whole documents first; passages of one document stand together, in its order. Empty: nothing has to do with the question. */
  passages: RetrievedPassage[]
  /** Ids of the documents that are there with all their passages. */
  isWhole: ReadonlySet<string>
}

/** Numbers are read by models and by people: more passages only hide the good ones. */
const MOST_PASSAGES = 24
/** A document with a hit comes whole when it takes no more than this share of the budget. */
const SMALL_SHARE = 0.15
/** Whole ones leave at least as much to passages of the others. */
const WHOLE_SHARE = 0.5
/** Beside its text, a passage has its number, its header and its place. */
const TOKENS_AROUND = 24

/** What a model gets to read of documents for a question. */
export class RetrievePassages {
  constructor(
    private readonly index: PassageIndex,
    private readonly findCandidates: Pick<FindCandidates, 'handle'>,
    private readonly rerank?: Pick<RerankPassages, 'handle'>
  ) {}

  async handle(input: RetrieveInput): Promise<Retrieved> {
    const { documents, budgetTokens } = input
    const all = await this.#wholeWhenAllFit(input)
    if (all) return numbered(all, documents, new Set(documents.map(({ id }) => id)))
    const ranked = await this.#ranked(input)
    const whole = await this.#smallOnes(input, ranked)
    const isWhole = new Set(whole.map(({ documentId }) => documentId))
    const others = ranked.filter(({ documentId }) => !isWhole.has(documentId))
    const room = budgetTokens - sizeOf(whole)
    const fitting = withinBudget(withoutNearDuplicates(others), room)
    return numbered([...whole, ...fitting], documents, isWhole)
  }

  /** Null when they do not fit, or when the index knows less of them than it should. */
  async #wholeWhenAllFit({ userId, documents, budgetTokens }: RetrieveInput) {
    if (documents.reduce((sum, { tokens }) => sum + tokens, 0) > budgetTokens) return null
    const read = documents.map(({ id }) => this.index.readDocument(userId, id))
    const passages = (await Promise.all(read)).flat()
    return sizeOf(passages) <= budgetTokens ? passages : null
  }

  async #ranked(input: RetrieveInput): Promise<readonly StoredPassage[]> {
    const { userId, question, conversation, documents } = input
    const { signal = new AbortController().signal } = input
    const documentIds = documents.map(({ id }) => id)
    const models = documents.flatMap(({ embeddingModel }) => embeddingModel ?? [])
    const query = { userId, documentIds, models, question, conversation, signal }
    const hits = await this.findCandidates.handle(query)
    const passages = await this.index.read(
      userId,
      hits.map(({ id }) => id)
    )
    if (!this.rerank) return passages
    const standalone = standaloneQuestion(question, conversation)
    return this.rerank.handle({ userId, question: standalone, passages, signal })
  }

  /** Small documents in which the best passages stand. */
  async #smallOnes(
    { userId, documents, budgetTokens }: RetrieveInput,
    ranked: readonly StoredPassage[]
  ): Promise<StoredPassage[]> {
    const best = withinBudget(ranked, budgetTokens).map(({ documentId }) => documentId)
    const whole: StoredPassage[] = []
    for (const id of new Set(best)) {
      const { tokens } = documents.find((document) => document.id === id)!
      if (tokens > budgetTokens * SMALL_SHARE) continue
      const passages = await this.index.readDocument(userId, id)
      const size = sizeOf(whole) + sizeOf(passages)
      const count = whole.length + passages.length
      if (size > budgetTokens * WHOLE_SHARE || count > MOST_PASSAGES / 2) continue
      whole.push(...passages)
    }
    return whole
  }
}

const sizeOf = (passages: readonly StoredPassage[]) =>
  passages.reduce((sum, { tokens }) => sum + tokens + TOKENS_AROUND, 0)

/** The best that fit; a large one that does not lets smaller ones after it in. */
function withinBudget(ranked: readonly StoredPassage[], budget: number): StoredPassage[] {
  let room = budget
  const fitting: StoredPassage[] = []
  for (const passage of ranked) {
    const size = passage.tokens + TOKENS_AROUND
    if (fitting.length >= MOST_PASSAGES) break
    if (size > room) continue
    room -= size
    fitting.push(passage)
  }
  return fitting
}

function numbered(
  passages: readonly StoredPassage[],
  documents: readonly ReachableDocument[],
  isWhole: ReadonlySet<string>
): Retrieved {
  const names = new Map(documents.map(({ id, name }) => [id, name]))
  const byDocument = Map.groupBy(passages, ({ documentId }) => documentId)
  const inOrder = [...byDocument.values()].flatMap((group) =>
    group.toSorted((a, b) => a.ordinal - b.ordinal)
  )
  return {
    passages: inOrder.map(({ id, documentId, header, text, place, tokens }, at) => ({
      ...{ number: at + 1, id, documentId, documentName: names.get(documentId) ?? '' },
      ...{ header, text, place, tokens },
    })),
    isWhole: new Set([...isWhole].filter((id) => byDocument.has(id))),
  }
}
