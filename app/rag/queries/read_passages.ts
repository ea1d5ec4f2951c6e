import type { MainDatabase } from '#core/database'
import { passageIdOf, type PassageIndex } from '#rag/passage_index'
import type { DocumentPassages } from '#shared/protocol/passages'

export interface ReadPassagesInput {
  userId: string
  documentId: string
  /** Ordinal of the first one. */
  from: number
  count: number
}

/** Passages of a person's own document in reading order; null for one that is not there, not read, deleted, or not theirs. */
export class ReadPassages {
  constructor(
    private readonly database: MainDatabase,
    private readonly index: Pick<PassageIndex, 'read'>
  ) {}

  async handle(input: ReadPassagesInput): Promise<DocumentPassages | null> {
    const { userId, documentId, from, count } = input
    const total = await this.#totalOf(userId, documentId)
    if (total === null) return null
    const last = Math.min(from + count, total)
    const ids = Array.from({ length: Math.max(0, last - from) }, (_, at) =>
      passageIdOf(documentId, from + at)
    )
    const passages = ids.length === 0 ? [] : await this.index.read(userId, ids)
    return {
      total,
      passages: passages.map(({ ordinal, place, text }) => ({ ordinal, place, text })),
    }
  }

  #totalOf(userId: string, documentId: string): Promise<number | null> {
    return this.database.run((sqlite) => {
      const row = this.database
        .prepare(
          sqlite,
          `SELECT passages FROM documents
            WHERE user_id = ? AND id = ? AND status = 'ready' AND deleted_at IS NULL`
        )
        .get(userId, documentId) as { passages: number | null } | undefined
      return row?.passages ?? null
    })
  }
}
