import type { PassageSearch } from '#rag/drivers/sqlite/passage_search'
import type { PassageStore } from '#rag/drivers/sqlite/passage_store'
import type { IndexedPassage } from '#rag/passage_index'

/** What a passage worker can be asked. */
export type WorkerMethods = Pick<PassageSearch, 'lexical' | 'vector'> &
  Pick<PassageStore, 'remove' | 'removeUser' | 'read' | 'readDocument'> & {
    /** Holds some passages of a document until `put` names their batch. */
    stage(batch: number, passages: readonly IndexedPassage[]): void
    /** Stores what was staged and these, which are the last ones. `count` is of all together. */
    put(
      userId: string,
      documentId: string,
      passages: readonly IndexedPassage[],
      batch: number,
      count: number
    ): void
  }

export type WorkerMethod = keyof WorkerMethods

/** Main thread to worker. */
export type WorkerCall =
  { id: number; method: WorkerMethod; parameters: readonly unknown[] } | { close: true }

/** Worker to main thread. */
export type WorkerReply =
  { id: number; result: unknown } | { id: number; error: { message: string; isStorage: boolean } }
