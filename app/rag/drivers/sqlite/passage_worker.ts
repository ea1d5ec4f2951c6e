/** A thread with a connection of its own to the file of passages: scans and full-text queries block it, and nothing else. */
import { parentPort, workerData } from 'node:worker_threads'

import { openPassages } from '#rag/drivers/sqlite/passage_schema'
import { PassageSearch } from '#rag/drivers/sqlite/passage_search'
import { PassageStore } from '#rag/drivers/sqlite/passage_store'
import type { IndexedPassage } from '#rag/passage_index'
import type { WorkerCall, WorkerMethods, WorkerReply } from '#rag/drivers/sqlite/worker_calls'

const port = parentPort!
const { path } = workerData as { path: string }

const sqlite = openPassages(path)
const search = new PassageSearch(sqlite)
const store = new PassageStore(sqlite)

const staged = new Map<number, IndexedPassage[]>()

/** The thread that held them broke: the caller may begin again. */
class StagedIsLost extends Error {
  readonly code = 'SQLITE_ABORT'
  override readonly message = 'passages were lost with their thread'
}

const methods: WorkerMethods = {
  lexical: (query) => search.lexical(query),
  vector: (query) => search.vector(query),
  stage(batch, passages) {
    const held = staged.get(batch)
    if (held) held.push(...passages)
    else staged.set(batch, [...passages])
  },
  put(userId, documentId, passages, batch, count) {
    const all = [...(staged.get(batch) ?? []), ...passages]
    staged.delete(batch)
    if (all.length !== count) throw new StagedIsLost()
    store.put(userId, documentId, all)
  },
  remove: (userId, documentIds) => store.remove(userId, documentIds),
  removeUser: (userId) => store.removeUser(userId),
  read: (userId, ids) => store.read(userId, ids),
  readDocument: (userId, documentId) => store.readDocument(userId, documentId),
}

port.on('message', (call: WorkerCall) => {
  if ('close' in call) {
    sqlite.pragma('wal_checkpoint(TRUNCATE)')
    sqlite.close()
    port.close()
    return
  }
  port.postMessage(replyTo(call))
})

function replyTo({ id, method, parameters }: Exclude<WorkerCall, { close: true }>): WorkerReply {
  try {
    const run = methods[method] as (...parameters: readonly unknown[]) => unknown
    return { id, result: run(...parameters) }
  } catch (error) {
    const { message = '', code = '' } = error as { message?: string; code?: string }
    return { id, error: { message, isStorage: String(code).startsWith('SQLITE_') } }
  }
}
