import type { PassageSearch } from '#rag/drivers/sqlite/passage_search'
import type { PassageStore } from '#rag/drivers/sqlite/passage_store'

/** What a passage worker can be asked. */
export type WorkerMethods = Pick<PassageSearch, 'lexical' | 'vector'> &
  Pick<PassageStore, 'put' | 'remove' | 'removeUser' | 'read' | 'readDocument'>

export type WorkerMethod = keyof WorkerMethods

/** Main thread to worker. */
export type WorkerCall =
  { id: number; method: WorkerMethod; parameters: readonly unknown[] } | { close: true }

/** Worker to main thread. */
export type WorkerReply =
  { id: number; result: unknown } | { id: number; error: { message: string; isStorage: boolean } }
