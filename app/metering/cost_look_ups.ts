import type { MainDatabase } from '#core/database'
import type BetterSqlite3 from 'better-sqlite3'

type Sqlite = BetterSqlite3.Database

/** A cost to be asked for: which row of the ledger, and how to ask. */
export interface CostLookUp {
  usageEventId: string
  userId: string
  provider: string
  model: string
  keyId: string | null
  upstreamId: string
  tries: number
  giveUpAt: number
}

const DUE = `
  SELECT l.usage_event_id AS usageEventId, l.tries, l.give_up_at AS giveUpAt, u.user_id AS userId, u.provider, u.model,
    u.key_id AS keyId, u.upstream_id AS upstreamId
  FROM cost_look_ups l JOIN usage_events u ON u.id = l.usage_event_id
  WHERE l.due_at <= ? ORDER BY l.due_at LIMIT ?`

/** Costs that are known only later, waiting in line; they survive a restart. Every call belongs into its caller's transaction. */
export class CostLookUps {
  constructor(private readonly database: MainDatabase) {}

  add(sqlite: Sqlite, usageEventId: string, dueAt: number, giveUpAt: number): void {
    this.#prepare(
      sqlite,
      `INSERT INTO cost_look_ups (usage_event_id, tries, due_at, give_up_at) VALUES (?, 0, ?, ?)
       ON CONFLICT DO NOTHING`
    ).run(usageEventId, dueAt, giveUpAt)
  }

  due(sqlite: Sqlite, now: number, limit: number): CostLookUp[] {
    return this.#prepare(sqlite, DUE).all(now, limit) as CostLookUp[]
  }

  /** When the next one is due; null when none waits. */
  nextDueAt(sqlite: Sqlite): number | null {
    const row = this.#prepare(sqlite, 'SELECT min(due_at) AS dueAt FROM cost_look_ups').get()
    return (row as { dueAt: number | null }).dueAt
  }

  postpone(sqlite: Sqlite, usageEventId: string, dueAt: number): void {
    const sql = 'UPDATE cost_look_ups SET tries = tries + 1, due_at = ? WHERE usage_event_id = ?'
    this.#prepare(sqlite, sql).run(dueAt, usageEventId)
  }

  remove(sqlite: Sqlite, usageEventId: string): void {
    this.#prepare(sqlite, 'DELETE FROM cost_look_ups WHERE usage_event_id = ?').run(usageEventId)
  }

  #prepare(sqlite: Sqlite, sql: string): BetterSqlite3.Statement {
    return this.database.prepare(sqlite, sql)
  }
}
