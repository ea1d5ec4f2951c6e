import { randomUUID } from 'node:crypto'
import type { MainDatabase } from '#core/database'
import { OpenCalls } from '#metering/open_calls'
import { OperatorLimit, type LimitCheck, type OperatorLimits } from '#metering/operator_limit'
import type { CallEnd, CallStart, GenerationCost, OpenCall, TokenCounts } from '#metering/usage'
import type BetterSqlite3 from 'better-sqlite3'

type Sqlite = BetterSqlite3.Database

const INSERT = `
  INSERT INTO usage_events (id, user_id, kind, chat_id, generation_id, attempt, provider, model, key_id, billed_to, upstream_id,
    ending, input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_nano, is_estimate, first_token_ms, latency_ms,
    sent_at, created_at, updated_at)
  VALUES (@id, @userId, @kind, @chatId, @generationId, @attempt, @provider, @model, @keyId, @billedTo, @upstreamId,
    @ending, @inputTokens, @outputTokens, @cachedTokens, @reasoningTokens, @costNano, @isEstimate, @firstTokenMs, @latencyMs,
    @sentAt, @endedAt, @endedAt)
  ON CONFLICT (generation_id, attempt) DO NOTHING`

const COST_OF_GENERATION = `
  SELECT sum(cost_nano) AS costNano, max(is_estimate OR cost_nano IS NULL) AS isEstimate
  FROM usage_events WHERE generation_id = ?`

/**
 * What calls cost, from the reservation before one is sent to the row that stays. Every call belongs into its caller's
 * transaction: a row is stored together with what it pays for, or not at all.
 */
export class UsageLedger {
  readonly calls: OpenCalls
  readonly #limit: OperatorLimit

  constructor(
    private readonly database: MainDatabase,
    limits: OperatorLimits
  ) {
    this.calls = new OpenCalls(database)
    this.#limit = new OperatorLimit(database, limits)
  }

  /** Reserves what the call may cost. Nothing may be sent unless the answer is `within`, and its transaction has committed. */
  reserve(sqlite: Sqlite, call: CallStart): LimitCheck {
    const check = this.#limit.check(sqlite, call)
    if (check.type === 'within') this.calls.add(sqlite, call)
    return check
  }

  /** The call is over: its reservation becomes a row. Returns the row's id. */
  settle(sqlite: Sqlite, call: OpenCall, end: CallEnd): string {
    const id = randomUUID()
    this.calls.remove(sqlite, call)
    this.#prepare(sqlite, INSERT).run({
      ...{ id, userId: call.userId, kind: call.kind, chatId: call.chatId },
      ...{ generationId: call.generationId, attempt: call.attempt },
      ...{ provider: call.provider, keyId: call.keyId, billedTo: call.billedTo },
      ...{ model: end.model ?? call.model, upstreamId: end.upstreamId, ending: end.ending },
      ...countsOf(end.usage),
      ...{ costNano: end.costNano, isEstimate: end.isEstimate ? 1 : 0 },
      ...{ firstTokenMs: end.firstTokenMs, latencyMs: end.latencyMs },
      ...{ sentAt: call.sentAt, endedAt: end.endedAt },
    })
    return id
  }

  /** The call cost nothing: the provider refused it. */
  release(sqlite: Sqlite, call: OpenCall): void {
    this.calls.remove(sqlite, call)
  }

  /** What the provider says afterwards. Null when the row is gone, with its account. */
  correct(
    sqlite: Sqlite,
    id: string,
    costNano: number,
    usage: TokenCounts | null,
    now: number
  ): CorrectedCall | null {
    const tokens = usage
      ? `, input_tokens = @inputTokens, output_tokens = @outputTokens, cached_tokens = @cachedTokens,
         reasoning_tokens = @reasoningTokens`
      : ''
    const sql = `UPDATE usage_events SET cost_nano = @costNano, is_estimate = 0, updated_at = @now${tokens} WHERE id = @id
      RETURNING user_id AS userId, kind, generation_id AS generationId,
        NOT EXISTS (SELECT 1 FROM usage_events later
          WHERE later.generation_id = usage_events.generation_id AND later.attempt > usage_events.attempt) AS isLast`
    const counts = usage ? countsOf(usage) : {}
    const row = this.#prepare(sqlite, sql).get({ id, costNano, now, ...counts })
    if (!row) return null
    const { isLast, ...call } = row as Omit<CorrectedCall, 'isLast'> & { isLast: number }
    return { ...call, isLast: isLast === 1 }
  }

  /** All calls of a generation together: a retried attempt is part of what its answer cost. */
  costOf(sqlite: Sqlite, generationId: string): GenerationCost {
    const row = this.#prepare(sqlite, COST_OF_GENERATION).get(generationId) as {
      costNano: number | null
      isEstimate: number | null
    }
    return { costNano: row.costNano, isEstimate: row.costNano !== null && row.isEstimate === 1 }
  }

  /** The chat was deleted: its amounts stay, what they were for is forgotten. */
  forgetChat(sqlite: Sqlite, userId: string, chatId: string): void {
    const sql = 'UPDATE usage_events SET chat_id = NULL WHERE user_id = ? AND chat_id = ?'
    this.#prepare(sqlite, sql).run(userId, chatId)
  }

  /** The account was deleted. */
  forgetUser(sqlite: Sqlite, userId: string): void {
    this.#prepare(
      sqlite,
      'DELETE FROM cost_look_ups WHERE usage_event_id IN (SELECT id FROM usage_events WHERE user_id = ?)'
    ).run(userId)
    this.#prepare(sqlite, 'DELETE FROM usage_events WHERE user_id = ?').run(userId)
    this.#prepare(sqlite, 'DELETE FROM usage_reservations WHERE user_id = ?').run(userId)
  }

  #prepare(sqlite: Sqlite, sql: string): BetterSqlite3.Statement {
    return this.database.prepare(sqlite, sql)
  }
}

/** Whose cost was corrected. */
export interface CorrectedCall {
  userId: string
  kind: OpenCall['kind']
  generationId: string
  /** Whether it is the call that had the answer, and no attempt before it. */
  isLast: boolean
}

function countsOf(usage: TokenCounts | null) {
  return {
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    cachedTokens: usage?.cachedTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
  }
}
