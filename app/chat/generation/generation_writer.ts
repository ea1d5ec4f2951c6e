import type { MainDatabase } from '#core/database'
import type { AnswerAccounts } from '#chat/costs/answer_accounts'
import type { AnswerSnapshot } from '#chat/generation/answer_snapshot'
import type { Ending } from '#chat/generation/ending'
import type { GenerationRow } from '#chat/generation/generation_row'
import { outcomeEvent } from '#chat/generation/outcome_event'
import type { ServerWriter } from '#sync/server_writer'
import type BetterSqlite3 from 'better-sqlite3'

const END = `
  UPDATE generations SET status = ?, error_code = ?, finish_reason = ?, model_used = ?, upstream_id = ?,
    input_tokens = ?, output_tokens = ?, cached_tokens = ?, reasoning_tokens = ?, cost_nano = ?,
    first_token_ms = ?, latency_ms = ?, checkpoint = NULL, ended_at = ?, updated_at = ?
  WHERE id = ?`

/**
 * Stores how generations end: the row, the event and what the calls cost in one transaction, so that there is all or nothing,
 * and once.
 */
export class GenerationWriter {
  constructor(
    private readonly database: MainDatabase,
    private readonly serverWriter: ServerWriter,
    private readonly accounts: AnswerAccounts,
    private readonly now: () => number
  ) {}

  /** Resolves when the end is durable: with the ending that was stored, or null when the row had ended before. */
  async end(row: GenerationRow, snapshot: AnswerSnapshot, ending: Ending): Promise<Ending | null> {
    const stored = await this.database.transaction((sqlite) =>
      this.endWithin(sqlite, row, snapshot, ending)
    )
    this.serverWriter.schedule(row.user_id)
    return stored
  }

  /** `end` inside the caller's transaction; call `schedule` of the server writer after it. */
  endWithin(
    sqlite: BetterSqlite3.Database,
    row: GenerationRow,
    snapshot: AnswerSnapshot,
    wished: Ending
  ): Ending | null {
    const status = this.#statusOf(sqlite, row.id)
    if (status === null) return null
    // Deleted while it was running: whatever the answer was, it must not go into the log now.
    const ending: Ending = status === 'cancelling' ? { type: 'cancelled' } : wished
    const now = this.now()
    const cost = this.accounts.end(sqlite, row.id, snapshot, ending)
    const event = outcomeEvent(row, snapshot, ending, cost, now)
    const { usage } = snapshot
    this.database
      .prepare(sqlite, END)
      .run(
        ...[ending.type, ending.type === 'failed' ? ending.code : null],
        ...[ending.type === 'completed' ? ending.finishReason : null],
        ...[snapshot.model, snapshot.upstreamId],
        ...[usage?.inputTokens ?? null, usage?.outputTokens ?? null],
        ...[usage?.cachedTokens ?? null, usage?.reasoningTokens ?? null],
        ...[cost.costNano, snapshot.firstTokenMs, snapshot.latencyMs],
        ...[now, now, row.id]
      )
    if (event) this.serverWriter.enqueue(sqlite, row.user_id, [event])
    return ending
  }

  #statusOf(sqlite: BetterSqlite3.Database, id: string): string | null {
    const sql = 'SELECT status FROM generations WHERE id = ? AND ended_at IS NULL'
    const row = this.database.prepare(sqlite, sql).get(id) as { status: string } | undefined
    return row?.status ?? null
  }
}
