import { randomUUID } from 'node:crypto'
import type { MainDatabase } from '#core/database'
import type { LoftEvent, ServerEvent } from '#shared/events/catalog'
import { SERVER_CLIENT_ID, type LogEvent } from '#shared/protocol/log_event'
import { brokenAt, countStored } from '#sync/drivers/log_chain'
import { pendingEvents } from '#sync/drivers/pending_events'
import { readPage } from '#sync/drivers/read_page'
import {
  EventLog,
  type AppendHook,
  type AppendResult,
  type IncomingEvent,
  type LogPage,
  type Store,
} from '#sync/event_log'
import { findRefusal } from '#sync/find_refusal'
import { projectEvent, type Prepare } from '#sync/project_event'
import type BetterSqlite3 from 'better-sqlite3'

const INSERT_EVENT = `
  INSERT INTO events (store_id, seq_num, parent_seq_num, event_id, name, args, client_id, session_id, author, received_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Logs and projections in the tables of `main`. */
export class SqliteEventLog extends EventLog {
  /** Since the process began: events stored, and those among them whose `eventId` their log knew before. */
  readonly counts = { appended: 0, duplicates: 0 }
  readonly #hooks: AppendHook[] = []

  constructor(private readonly database: MainDatabase) {
    super()
  }

  onAppend(hook: AppendHook): void {
    this.#hooks.push(hook)
  }

  async storeOf(userId: string): Promise<Store> {
    const found = await this.database.run((sqlite) => findStore(this.#prepare(sqlite), userId))
    return (
      found ?? this.database.transaction((sqlite) => ensureStore(this.#prepare(sqlite), userId))
    )
  }

  append(userId: string, batch: readonly IncomingEvent[]): Promise<AppendResult> {
    return this.database.transaction((sqlite): AppendResult => {
      const prepare = this.#prepare(sqlite)
      const store = ensureStore(prepare, userId)
      const index = brokenAt(batch)
      if (index !== -1) return { type: 'broken_chain', index }
      // Lost acknowledgements: a stored beginning is skipped, and what is new behind it must continue the log.
      const stored = countStored(prepare, store, batch)
      if (stored === batch.length) return { type: 'repeated', head: store.head }
      const fresh = batch.slice(stored)
      const provided = fresh[0].parentSeqNum
      if (provided !== store.head) return { type: 'stale_parent', expected: store.head, provided }
      const head = this.#write(sqlite, store, fresh, userId)
      return { type: 'appended', head, appended: fresh }
    })
  }

  appendAtHead(userId: string, events: readonly ServerEvent[]): Promise<LogEvent[]> {
    return this.database.transaction((sqlite) => this.appendWithin(sqlite, userId, events))
  }

  /** `appendAtHead` inside the caller's transaction. */
  appendWithin(
    sqlite: BetterSqlite3.Database,
    userId: string,
    events: readonly ServerEvent[]
  ): LogEvent[] {
    if (events.length === 0) return []
    const store = ensureStore(this.#prepare(sqlite), userId)
    const batch = events.map((event, index): IncomingEvent => ({
      event,
      name: event.name,
      args: JSON.stringify(event.args),
      seqNum: store.head + index + 1,
      parentSeqNum: store.head + index,
      clientId: SERVER_CLIENT_ID,
      sessionId: SERVER_CLIENT_ID,
    }))
    this.#write(sqlite, store, batch, SERVER_CLIENT_ID)
    return batch.map(({ event, ...stored }) => ({ ...stored, args: event.args }))
  }

  page(userId: string, cursor: number): Promise<LogPage> {
    return this.database.run((sqlite) => {
      const prepare = this.#prepare(sqlite)
      const store = findStore(prepare, userId)
      if (!store || store.head <= cursor) return { events: [], cursor, remaining: 0 }
      return readPage(prepare, store.id, cursor)
    })
  }

  #write(
    sqlite: BetterSqlite3.Database,
    store: Store,
    batch: readonly IncomingEvent[],
    author: string
  ): number {
    const prepare = this.#prepare(sqlite)
    const { userId } = store
    const receivedAt = Date.now()
    const insert = prepare(INSERT_EVENT)
    const isKnown = prepare('SELECT 1 FROM events WHERE store_id = ? AND event_id = ? LIMIT 1')
    const refusals: ServerEvent[] = []
    let duplicates = 0
    for (const { event, seqNum, parentSeqNum, name, args, clientId, sessionId } of batch) {
      const { eventId } = event.args
      if (isKnown.get(store.id, eventId)) duplicates++
      insert.run(
        ...[store.id, seqNum, parentSeqNum, eventId, name],
        ...[args, clientId, sessionId, author, receivedAt]
      )
      projectEvent(prepare, userId, event)
      const refusal = findRefusal(prepare, userId, event)
      if (refusal) refusals.push(refusal)
    }
    pendingEvents.add(prepare, userId, refusals)
    const events: LoftEvent[] = batch.map(({ event }) => event)
    for (const hook of this.#hooks) hook({ sqlite, userId, events })
    const head = batch[batch.length - 1].seqNum
    prepare('UPDATE stores SET head = ? WHERE id = ?').run(head, store.id)
    this.counts.appended += batch.length
    this.counts.duplicates += duplicates
    return head
  }

  #prepare(sqlite: BetterSqlite3.Database): Prepare {
    return (sql) => this.database.prepare(sqlite, sql)
  }
}

function findStore(prepare: Prepare, userId: string): Store | undefined {
  return prepare(
    'SELECT id, user_id AS userId, head, backend_id AS backendId FROM stores WHERE user_id = ?'
  ).get(userId) as Store | undefined
}

/** A person has one store for good, so it goes by their id: a device that knows who it belongs to knows its store. */
function ensureStore(prepare: Prepare, userId: string): Store {
  const found = findStore(prepare, userId)
  if (found) return found
  const store: Store = { id: userId, userId, head: 0, backendId: randomUUID() }
  prepare(
    'INSERT INTO stores (id, user_id, head, backend_id, created_at) VALUES (?, ?, ?, ?, ?)'
  ).run(store.id, userId, store.head, store.backendId, Date.now())
  return store
}
