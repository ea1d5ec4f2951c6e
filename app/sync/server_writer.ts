import type { ServerEvent } from '#shared/events/catalog'
import type BetterSqlite3 from 'better-sqlite3'

/**
 * How the server says something in a person's log. Events wait as durable rows until the person's devices have been quiet for
 * a moment (150 ms after the last push, 2 s at most), which makes rebases on devices rarer, then are appended together.
 * Contract and container token.
 */
export abstract class ServerWriter {
  /** Stores the events durably inside the caller's transaction. Call `schedule` after it has committed. */
  abstract enqueue(
    sqlite: BetterSqlite3.Database,
    userId: string,
    events: readonly ServerEvent[]
  ): void

  /** Sees to it that what was enqueued for this user is appended soon. */
  abstract schedule(userId: string): void

  /** `enqueue` in a transaction of its own, and `schedule`. Resolves when the events are durable. */
  abstract write(userId: string, events: readonly ServerEvent[]): Promise<void>
}
