/** A thread with a connection of its own to the file of passages: scans and full-text queries block it, and nothing else. */
import { parentPort, workerData } from 'node:worker_threads'

import { openPassages } from '#rag/drivers/sqlite/passage_schema'
import { PassageSearch } from '#rag/drivers/sqlite/passage_search'
import { PassageStore } from '#rag/drivers/sqlite/passage_store'
import type { WorkerCall, WorkerMethods, WorkerReply } from '#rag/drivers/sqlite/worker_calls'

const port = parentPort!
const { path } = workerData as { path: string }

const sqlite = openPassages(path)
const search = new PassageSearch(sqlite)
const store = new PassageStore(sqlite)

const methods: WorkerMethods = {
  lexical: (query) => search.lexical(query),
  vector: (query) => search.vector(query),
  put: (userId, documentId, passages) => store.put(userId, documentId, passages),
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
