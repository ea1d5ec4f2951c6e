import { randomUUID } from 'node:crypto'
import type { MainDatabase } from '#core/database'
import type { LogEvent } from '#shared/protocol/log_event'
import type { Problem } from '#sync/actions/check_batch'
import type { SyncConfig } from '#sync/sync_config'

/** What the operator sees of an event that was set aside. */
interface QuarantinedEvent {
  name: string
  bytes: number
  reason: string | null
}

const EVENT_NAME = /^v\d{1,3}\.[A-Z][A-Za-z]{1,60}$/

/** Batches that can never be accepted: event names, sizes and schema paths, never content. */
export class Quarantine {
  constructor(
    private readonly database: MainDatabase,
    private readonly config: SyncConfig['quarantine']
  ) {}

  /** Returns the id by which user and operator can speak of it. */
  async record(
    userId: string,
    batch: readonly LogEvent[],
    problems: readonly Problem[]
  ): Promise<string> {
    const id = randomUUID()
    const reasons = new Map(problems.map(({ index, reason }) => [index, reason]))
    const events = batch.map(({ name, args }, index): QuarantinedEvent => ({
      // A name that is none of ours might be anything, text included.
      name: EVENT_NAME.test(name) ? name : '?',
      bytes: Buffer.byteLength(JSON.stringify(args) ?? ''),
      reason: reasons.get(index) ?? null,
    }))
    await this.database.transaction((sqlite) => {
      const run = (sql: string, ...values: (string | number)[]) =>
        this.database.prepare(sqlite, sql).run(...values)
      run(
        'INSERT INTO quarantines (id, user_id, client_id, events, created_at) VALUES (?, ?, ?, ?, ?)',
        ...[id, userId, batch[0].clientId.toWellFormed(), JSON.stringify(events), Date.now()]
      )
      // A client that goes wrong in a loop must not fill the disk.
      run(
        `DELETE FROM quarantines WHERE user_id = ? AND id NOT IN
           (SELECT id FROM quarantines WHERE user_id = ? ORDER BY created_at DESC, rowid DESC LIMIT ?)`,
        ...[userId, userId, this.config.perUser]
      )
    })
    return id
  }

  async purge(now = Date.now()): Promise<void> {
    await this.database.run((sqlite) =>
      this.database
        .prepare(sqlite, 'DELETE FROM quarantines WHERE created_at < ?')
        .run(now - this.config.keptFor)
    )
  }
}
