import type { LoftEvent, ServerEvent } from '#shared/events/catalog'
import type { LogEvent } from '#shared/protocol/log_event'
import type BetterSqlite3 from 'better-sqlite3'

/** One person's log. `head` is the sequence number of its last event, 0 when empty. */
export interface Store {
  id: string
  userId: string
  head: number
  backendId: string
}

/** An event as stored: `args` is the JSON text exactly as it arrived. */
export interface StoredEvent {
  seqNum: number
  parentSeqNum: number
  name: string
  args: string
  clientId: string
  sessionId: string
}

/** A validated event on its way into a log, with the text that will be stored. */
export interface IncomingEvent extends StoredEvent {
  event: LoftEvent
}

export type AppendResult =
  | { type: 'appended'; head: number; appended: IncomingEvent[] }
  /** Every event of the batch is in the log already, byte for byte: an acknowledgement was lost. */
  | { type: 'repeated'; head: number }
  | { type: 'stale_parent'; expected: number; provided: number }
  /** Sequence numbers inside the batch do not follow each other; no retry can help. */
  | { type: 'broken_chain'; index: number }

/**
 * Runs inside the transaction that appends, after the tables were projected, and never when tables are rebuilt. What it writes
 * is stored together with the events or not at all.
 */
export type AppendHook = (append: {
  sqlite: BetterSqlite3.Database
  userId: string
  events: readonly LoftEvent[]
}) => void

/** Pages of a log for a pull, args spliced as stored text. */
export interface LogPage {
  /** JSON of each `LogEvent`, ready to be joined into a frame. */
  events: string[]
  /** Sequence number of the last one; the cursor of the next page. */
  cursor: number
  /** Events behind this page at the time it was read. */
  remaining: number
}

/**
 * The ordered logs of all people and the tables that shadow them. Contract and container token; drivers live in `drivers/`.
 * Throws `StorageUnavailableError` when the database is locked or the disk is full; then nothing was stored.
 */
export abstract class EventLog {
  /** The user's store, made at first use. */
  abstract storeOf(userId: string): Promise<Store>

  /** One transaction: head check, chain check, append, project, hooks. */
  abstract append(userId: string, batch: readonly IncomingEvent[]): Promise<AppendResult>

  /** Appends server events at the head, whatever it is, in one transaction. Returns what was appended. */
  abstract appendAtHead(userId: string, events: readonly ServerEvent[]): Promise<LogEvent[]>

  /** Events after `cursor`, cut by bytes and count (`limits.pageBytes`, `limits.pageEvents`). */
  abstract page(userId: string, cursor: number): Promise<LogPage>

  /** Adds a hook; called by providers while the application boots. */
  abstract onAppend(hook: AppendHook): void
}
