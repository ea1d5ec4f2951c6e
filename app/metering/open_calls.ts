import type { MainDatabase } from '#core/database'
import type { CallId, CallStart, OpenCall } from '#metering/usage'
import type BetterSqlite3 from 'better-sqlite3'

type Sqlite = BetterSqlite3.Database

const INSERT = `
  INSERT INTO usage_reservations (generation_id, attempt, user_id, kind, chat_id, provider, model_id, model, key_id, billed_to,
    input_tokens, reserved_nano, upstream_id, sent_at)
  VALUES (@generationId, @attempt, @userId, @kind, @chatId, @provider, @modelId, @model, @keyId, @billedTo,
    @inputTokens, @reservedNano, NULL, @sentAt)`

const COLUMNS = `generation_id AS generationId, attempt, user_id AS userId, kind, chat_id AS chatId, provider, model_id AS modelId, model,
  key_id AS keyId, billed_to AS billedTo, input_tokens AS inputTokens, reserved_nano AS reservedNano,
  upstream_id AS upstreamId, sent_at AS sentAt`

/** Calls under way. Every call belongs into its caller's transaction. */
export class OpenCalls {
  constructor(private readonly database: MainDatabase) {}

  add(sqlite: Sqlite, call: CallStart): void {
    this.#prepare(sqlite, INSERT).run({ ...call })
  }

  /** Of one generation, oldest first. */
  of(sqlite: Sqlite, generationId: string): OpenCall[] {
    const sql = `SELECT ${COLUMNS} FROM usage_reservations WHERE generation_id = ? ORDER BY attempt`
    return this.#prepare(sqlite, sql).all(generationId) as OpenCall[]
  }

  /** Calls that no generation will end: those of titles and temporary chats, after a crash. */
  withoutGeneration(sqlite: Sqlite, limit: number): OpenCall[] {
    const sql = `SELECT ${COLUMNS} FROM usage_reservations WHERE kind <> 'answer' LIMIT ?`
    return this.#prepare(sqlite, sql).all(limit) as OpenCall[]
  }

  noteUpstreamId(sqlite: Sqlite, { generationId, attempt }: CallId, upstreamId: string): void {
    const sql = `UPDATE usage_reservations SET upstream_id = ? WHERE generation_id = ? AND attempt = ?`
    this.#prepare(sqlite, sql).run(upstreamId, generationId, attempt)
  }

  remove(sqlite: Sqlite, { generationId, attempt }: CallId): void {
    const sql = 'DELETE FROM usage_reservations WHERE generation_id = ? AND attempt = ?'
    this.#prepare(sqlite, sql).run(generationId, attempt)
  }

  /** Attempts of a generation so far, ended or not. */
  lastAttempt(sqlite: Sqlite, generationId: string): number {
    const sql = `SELECT max(attempt) FROM (
      SELECT max(attempt) AS attempt FROM usage_reservations WHERE generation_id = @generationId
      UNION ALL SELECT max(attempt) FROM usage_events WHERE generation_id = @generationId)`
    const last = this.database.prepare(sqlite, sql).get({ generationId }) as Record<string, number>
    return Object.values(last)[0] ?? 0
  }

  #prepare(sqlite: Sqlite, sql: string): BetterSqlite3.Statement {
    return this.database.prepare(sqlite, sql)
  }
}
