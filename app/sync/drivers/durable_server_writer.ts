import type { MainDatabase } from '#core/database'
import { assertServerEvent, type ServerEvent } from '#shared/events/catalog'
import { limits } from '#shared/limits'
import { pendingEvents } from '#sync/drivers/pending_events'
import type { SqliteEventLog } from '#sync/drivers/sqlite_event_log'
import type { LogPublisher } from '#sync/log_publisher'
import type { Prepare } from '#sync/project_event'
import { ServerWriter } from '#sync/server_writer'
import type { SyncConfig } from '#sync/sync_config'
import type { Logger } from '@adonisjs/core/logger'
import type BetterSqlite3 from 'better-sqlite3'

/** A user with waiting events. */
interface Waiting {
  since: number
  timer: NodeJS.Timeout
}

const RETRY_AFTER = 1_000

/** Waiting events are rows of `pending_server_events`; timers only decide when they are appended. */
export class DurableServerWriter extends ServerWriter {
  readonly #waiting = new Map<string, Waiting>()
  readonly #flushing = new Map<string, Promise<void>>()
  readonly #pushedAt = new Map<string, number>()
  #isStopped = false

  constructor(
    private readonly database: MainDatabase,
    private readonly log: SqliteEventLog,
    private readonly publisher: LogPublisher,
    private readonly config: SyncConfig['serverWriter'],
    private readonly logger: Logger
  ) {
    super()
  }

  enqueue(sqlite: BetterSqlite3.Database, userId: string, events: readonly ServerEvent[]): void {
    for (const event of events) assertServerEvent(event)
    pendingEvents.add(this.#prepare(sqlite), userId, events)
  }

  schedule(userId: string): void {
    this.#arm(userId, this.#waiting.get(userId)?.since ?? Date.now())
  }

  async write(userId: string, events: readonly ServerEvent[]): Promise<void> {
    await this.database.transaction((sqlite) => this.enqueue(sqlite, userId, events))
    this.schedule(userId)
  }

  notePush(userId: string): void {
    const now = Date.now()
    // Re-inserted, so that the map stays ordered by age and the front can be dropped.
    this.#pushedAt.delete(userId)
    this.#pushedAt.set(userId, now)
    for (const [oldest, at] of this.#pushedAt) {
      if (now - at < this.config.quiet) break
      this.#pushedAt.delete(oldest)
    }
    if (this.#waiting.has(userId)) this.schedule(userId)
  }

  /** Takes up what an earlier process left behind. */
  async resume(): Promise<void> {
    const userIds = await this.database.run((sqlite) =>
      pendingEvents.userIds(this.#prepare(sqlite))
    )
    for (const userId of userIds) this.schedule(userId)
  }

  /** Appends everything that waits, now, and starts no timer any more: later events are for the next process. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all([...this.#waiting.keys()].map((userId) => this.flush(userId)))
    await Promise.all(this.#flushing.values())
  }

  /** One at a time per user: the order of the rows is the order in the log. */
  flush(userId: string): Promise<void> {
    clearTimeout(this.#waiting.get(userId)?.timer)
    this.#waiting.delete(userId)
    const before = this.#flushing.get(userId) ?? Promise.resolve()
    const flushed = before
      .then(() => this.#appendAll(userId))
      .finally(() => {
        if (this.#flushing.get(userId) === flushed) this.#flushing.delete(userId)
      })
    this.#flushing.set(userId, flushed)
    return flushed
  }

  #arm(userId: string, since: number, atLeast = 0): void {
    if (this.#isStopped) return
    clearTimeout(this.#waiting.get(userId)?.timer)
    const now = Date.now()
    const quietAt = (this.#pushedAt.get(userId) ?? -Infinity) + this.config.quiet
    const due = Math.min(Math.max(now, quietAt), since + this.config.longestWait)
    const timer = setTimeout(() => void this.flush(userId), Math.max(atLeast, due - now))
    this.#waiting.set(userId, { since, timer })
  }

  async #appendAll(userId: string): Promise<void> {
    try {
      // Every push schedules, most leave nothing: find that out without taking the write lock.
      if (!(await this.#isWaiting(userId))) return
      for (;;) {
        const { appended, isEmpty } = await this.database.transaction((sqlite) => {
          const prepare = this.#prepare(sqlite)
          const events = pendingEvents.take(prepare, userId, limits.pushEvents)
          this.log.appendWithin(sqlite, userId, events)
          return { appended: events, isEmpty: !pendingEvents.exist(prepare, userId) }
        })
        if (appended.length > 0) this.publisher.publish(userId, appended, 0)
        if (isEmpty) return
      }
    } catch (error) {
      this.logger.error({ err: error, user_id: userId }, 'server events wait: append failed')
      this.#arm(userId, Date.now(), RETRY_AFTER)
    }
  }

  #isWaiting(userId: string): Promise<boolean> {
    return this.database.run((sqlite) => pendingEvents.exist(this.#prepare(sqlite), userId))
  }

  #prepare(sqlite: BetterSqlite3.Database): Prepare {
    return (sql) => this.database.prepare(sqlite, sql)
  }
}
