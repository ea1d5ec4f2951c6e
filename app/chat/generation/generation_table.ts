import type { Attempt } from '#ai/model_gateway'
import type { MainDatabase } from '#core/database'
import type { GenerationRow } from '#chat/generation/generation_row'
import type { ProviderName } from '#shared/model_id'
import type { MessageStatus } from '#shared/tables/tables'
import type BetterSqlite3 from 'better-sqlite3'

type Sqlite = BetterSqlite3.Database

const COLUMNS = [
  ...['id', 'user_id', 'answer_id', 'chat_id', 'parent_id', 'waiting_for', 'requested_model'],
  ...['settings', 'status', 'attempts', 'requested_at', 'queued_at', 'confirmed_at', 'sent_at'],
]
  .map((column) => `g.${column}`)
  .join(', ')

/** Messages are projected when their event is appended, so a finished answer is waited for until its text can be read. */
const NEXT_STARTABLE = `
  SELECT ${COLUMNS}, above.status AS above_status, above.deleted_at AS above_deleted_at
  FROM generations g LEFT JOIN messages above ON above.user_id = g.user_id AND above.id = g.waiting_for
  WHERE g.user_id = ? AND g.ended_at IS NULL AND g.status = 'queued'
    AND NOT EXISTS (
      SELECT 1 FROM file_uses u LEFT JOIN files f ON f.user_id = u.user_id AND f.id = u.file_id
      WHERE u.user_id = g.user_id AND u.message_id = g.parent_id AND f.status IS NOT 'uploaded')
    AND NOT EXISTS (
      SELECT 1 FROM messages q, json_each(q.documents) named
      JOIN documents d ON d.user_id = q.user_id AND d.id = json_extract(named.value, '$.documentId')
      WHERE q.user_id = g.user_id AND q.id = g.parent_id AND d.status = 'waiting' AND d.deleted_at IS NULL)
    AND (above.id IS NULL OR above.deleted_at IS NOT NULL OR above.status NOT IN ('pending', 'held'))
  ORDER BY g.queued_at, g.requested_at, g.id LIMIT 1`

export interface StartableRow extends GenerationRow {
  above_status: MessageStatus | null
  above_deleted_at: number | null
}

export interface OrphanRow extends GenerationRow {
  checkpoint: string | null
  /** Of the last attempt that was recorded; null when the process fell before one was. */
  provider: ProviderName | null
  key_id: string | null
  billed_to: Attempt['connection']['billedTo'] | null
}

/** Reads and changes of unfinished rows. Every call belongs into its caller's transaction. */
export class GenerationTable {
  constructor(private readonly database: MainDatabase) {}

  nextStartable(sqlite: Sqlite, userId: string): StartableRow | undefined {
    return this.#prepare(sqlite, NEXT_STARTABLE).get(userId) as StartableRow | undefined
  }

  /** Queued requests dated outside `from`…`to` that nobody confirmed. */
  outdated(sqlite: Sqlite, userId: string, from: number, to: number): GenerationRow[] {
    return this.#all(
      sqlite,
      `g.user_id = ? AND g.status = 'queued' AND g.confirmed_at IS NULL
       AND g.requested_at NOT BETWEEN ? AND ? ORDER BY g.queued_at, g.requested_at LIMIT 100`,
      [userId, from, to]
    )
  }

  /** Rows that the log has marked as unwanted. */
  unwanted(sqlite: Sqlite, userId: string): GenerationRow[] {
    return this.#all(sqlite, `g.user_id = ? AND g.status IN ('stopping', 'cancelling')`, [userId])
  }

  /** Everything that was sent or is unwanted: what a new process finds can only be an orphan. */
  orphans(sqlite: Sqlite, limit: number): OrphanRow[] {
    const sql = `SELECT ${COLUMNS}, g.checkpoint, g.provider, g.key_id, g.billed_to FROM generations g
      WHERE g.ended_at IS NULL AND g.status NOT IN ('queued', 'held') ORDER BY g.queued_at LIMIT ?`
    return this.#prepare(sqlite, sql).all(limit) as OrphanRow[]
  }

  usersWithQueued(sqlite: Sqlite): string[] {
    const sql = `SELECT DISTINCT user_id FROM generations WHERE ended_at IS NULL AND status = 'queued'`
    return (this.#prepare(sqlite, sql).all() as { user_id: string }[]).map((row) => row.user_id)
  }

  /** The row is taken: whatever happens from here on, it never runs again. Counts as the first attempt. */
  claim(sqlite: Sqlite, id: string, now: number): void {
    const sql = `UPDATE generations SET attempts = attempts + 1, sent_at = ?, updated_at = ?,
      status = CASE status WHEN 'queued' THEN 'running' ELSE status END WHERE id = ? AND ended_at IS NULL`
    this.#prepare(sqlite, sql).run(now, now, id)
  }

  /** Must be committed before anything is sent upstream: after a crash it is all that tells of the request. */
  recordAttempt(sqlite: Sqlite, id: string, attempt: Attempt, now: number): void {
    const { provider, keyId, billedTo } = attempt.connection
    const sql = `UPDATE generations SET attempts = max(attempts, ?), attempted_model = ?, provider = ?, key_id = ?,
      billed_to = ?, sent_at = ?, updated_at = ? WHERE id = ? AND ended_at IS NULL`
    this.#prepare(sqlite, sql).run(
      ...[attempt.number, attempt.modelId, provider, keyId, billedTo, now, now, id]
    )
  }

  hold(sqlite: Sqlite, id: string, now: number): void {
    const sql = `UPDATE generations SET status = 'held', updated_at = ? WHERE id = ? AND ended_at IS NULL`
    this.#prepare(sqlite, sql).run(now, id)
  }

  /** Marks a request that was not sent yet as unwanted; whether there was one. */
  markStopping(sqlite: Sqlite, userId: string, answerId: string, now: number): boolean {
    const sql = `UPDATE generations SET status = 'stopping', updated_at = ?
      WHERE user_id = ? AND answer_id = ? AND ended_at IS NULL AND status IN ('queued', 'held')`
    return this.#prepare(sqlite, sql).run(now, userId, answerId).changes === 1
  }

  checkpoint(
    sqlite: Sqlite,
    id: string,
    checkpoint: string,
    firstTokenAt: number | null,
    now: number
  ): void {
    const sql = `UPDATE generations SET checkpoint = ?, first_token_at = ?, updated_at = ?
      WHERE id = ? AND ended_at IS NULL`
    this.#prepare(sqlite, sql).run(checkpoint, firstTokenAt, now, id)
  }

  #all(sqlite: Sqlite, where: string, parameters: (string | number)[]): GenerationRow[] {
    const sql = `SELECT ${COLUMNS} FROM generations g WHERE g.ended_at IS NULL AND ${where}`
    return this.#prepare(sqlite, sql).all(...parameters) as GenerationRow[]
  }

  #prepare(sqlite: Sqlite, sql: string): BetterSqlite3.Statement {
    return this.database.prepare(sqlite, sql)
  }
}
