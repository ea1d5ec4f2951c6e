import type { MainDatabase } from '#core/database'
import type { LoftEvent } from '#shared/events/catalog'
import type { AppendHook } from '#sync/event_log'
import type BetterSqlite3 from 'better-sqlite3'

type Prepare = (sql: string) => BetterSqlite3.Statement

/** From the table, not from the event: a repeat of an event changes no table and asks for nothing. */
const PROCESS = `
  INSERT INTO document_work (user_id, document_id, kind, created_at, reading_model)
  SELECT user_id, id, 'process', @now, @readingModel FROM documents
  WHERE user_id = @userId AND id = @documentId AND status = 'waiting' AND deleted_at IS NULL
  ON CONFLICT DO NOTHING`

const REMOVE = `
  INSERT INTO document_work (user_id, document_id, kind, created_at)
  SELECT user_id, id, 'remove', @now FROM documents WHERE user_id = @userId AND deleted_at IS NOT NULL AND `

const REPLACE = ' ON CONFLICT (user_id, document_id) DO UPDATE SET kind = excluded.kind'

/** Writes down what the log asks to be done with documents, in the transaction that accepts the asking. */
export function recordDocumentWork(database: MainDatabase, now: () => number): AppendHook {
  return ({ sqlite, userId, events }) => {
    const prepare: Prepare = (sql) => database.prepare(sqlite, sql)
    for (const event of events) record(prepare, userId, event, now())
  }
}

function record(prepare: Prepare, userId: string, { name, args }: LoftEvent, now: number): void {
  switch (name) {
    case 'v1.DocumentAdded':
      prepare(PROCESS).run({ userId, documentId: args.documentId, now, readingModel: null })
      return
    case 'v1.DocumentRetryRequested':
      prepare(PROCESS).run({
        ...{ userId, documentId: args.documentId, now },
        readingModel: args.readingModel ?? null,
      })
      return
    case 'v1.DocumentDeleted':
      prepare(`${REMOVE} id = @documentId ${REPLACE}`).run({
        ...{ userId, documentId: args.documentId, now },
      })
      return
    case 'v1.ChatDeleted':
      prepare(`${REMOVE} chat_id = @chatId ${REPLACE}`).run({ userId, chatId: args.chatId, now })
  }
}

/** Whether an event may have left work with documents. */
export function concernsDocuments({ name }: LoftEvent): boolean {
  return (
    name === 'v1.DocumentAdded' ||
    name === 'v1.DocumentRetryRequested' ||
    name === 'v1.DocumentDeleted' ||
    name === 'v1.ChatDeleted'
  )
}
