import { ModelError } from '#ai/model_error'
import type { ModelFactsSource } from '#ai/model_facts'
import { listPriceOf } from '#ai/pricing'
import { chargeOf } from '#chat/costs/charge'
import { emptySnapshot, type AnswerSnapshot } from '#chat/generation/answer_snapshot'
import { failed, type Ending } from '#chat/generation/ending'
import type { CostLookUps } from '#metering/cost_look_ups'
import type { CallId, CallStart, GenerationCost, OpenCall } from '#metering/usage'
import type { UsageLedger } from '#metering/usage_ledger'
import type { ErrorCode } from '#shared/errors'
import { parseModelId } from '#shared/model_id'
import type { ModelPricing } from '#shared/protocol/bootstrap'
import type BetterSqlite3 from 'better-sqlite3'

type Sqlite = BetterSqlite3.Database

/** What is about to be asked, as far as money is concerned. */
export interface CallPlan {
  call: Omit<CallStart, 'attempt' | 'reservedNano' | 'sentAt'>
  /** Tokens kept free for the answer. */
  outputTokens: number
}

/** `over`: the operator pays, and today's limit leaves no room. */
export type CallBegin = { type: 'begun'; call: CallId } | { type: 'over'; resetsAt: number }

/** Without a list price nobody can tell what an answer may cost; this much is kept for it. One US cent. */
const UNPRICED_NANO = 10_000_000

/** A record appears seconds after the answer, in rare cases minutes. */
const FIRST_LOOK_UP = 2_000
const LOOK_UP_FOR = 15 * 60 * 1000

/** Failures of calls that providers do not charge for when nothing of an answer came. */
const FREE_FAILURES: ReadonlySet<ErrorCode> = new Set([
  ...(['AUTH', 'VALIDATION', 'RATE_LIMIT', 'BUDGET', 'PROVIDER'] as const),
  ...(['CONTEXT_LENGTH', 'CONTENT_POLICY', 'PARENT'] as const),
])

/** The money of calls: what they may cost before they are sent, what they did cost when they are over. */
export class AnswerAccounts {
  constructor(
    private readonly ledger: UsageLedger,
    private readonly lookUps: CostLookUps,
    private readonly factsOf: ModelFactsSource,
    private readonly now: () => number
  ) {}

  /**
   * Reserves what the call may cost and closes the attempts before it, which failed with `failure`. Nothing may be sent before
   * the transaction has committed, and nothing at all when it says `over`.
   */
  begin(sqlite: Sqlite, { call, outputTokens }: CallPlan, failure: unknown): CallBegin {
    const { generationId } = call
    const ending = failed(failure instanceof ModelError ? failure.code : 'UNKNOWN')
    for (const open of this.ledger.calls.of(sqlite, generationId)) {
      this.#close(sqlite, open, emptySnapshot, ending)
    }
    const attempt = this.ledger.calls.lastAttempt(sqlite, generationId) + 1
    const reservedNano = this.#reservationFor(call, outputTokens)
    const start = { ...call, attempt, reservedNano, sentAt: this.now() }
    const check = this.ledger.reserve(sqlite, start)
    return check.type === 'over' ? check : { type: 'begun', call: { generationId, attempt } }
  }

  /** To be stored as soon as it is known: after a crash it is what the cost can be asked with. */
  noteUpstreamId(sqlite: Sqlite, call: CallId, upstreamId: string): void {
    this.ledger.calls.noteUpstreamId(sqlite, call, upstreamId)
  }

  /** In the transaction that ends the generation. What all its calls cost together. */
  end(
    sqlite: Sqlite,
    generationId: string,
    snapshot: AnswerSnapshot,
    ending: Ending
  ): GenerationCost {
    for (const call of this.ledger.calls.of(sqlite, generationId)) {
      this.#close(sqlite, call, snapshot, ending)
    }
    return this.ledger.costOf(sqlite, generationId)
  }

  /** Calls for titles and temporary chats that an earlier process left behind. */
  endOrphans(sqlite: Sqlite, limit: number): number {
    const orphans = this.ledger.calls.withoutGeneration(sqlite, limit)
    for (const call of orphans) this.#close(sqlite, call, emptySnapshot, failed('INTERRUPTED'))
    return orphans.length
  }

  #close(sqlite: Sqlite, call: OpenCall, snapshot: AnswerSnapshot, ending: Ending): void {
    const upstreamId = snapshot.upstreamId ?? call.upstreamId
    if (!mayHaveCost(snapshot, upstreamId, ending)) return this.ledger.release(sqlite, call)
    const answeredBy = snapshot.model ?? call.modelId
    const pricing = this.#pricingOf(answeredBy) ?? this.#pricingOf(call.modelId)
    const charge = chargeOf(snapshot, call.inputTokens, pricing)
    const { firstTokenMs, latencyMs } = snapshot
    const now = this.now()
    const id = this.ledger.settle(sqlite, call, {
      ...charge,
      ...{ ending: ending.type, model: parseModelId(answeredBy).name, upstreamId },
      ...{ firstTokenMs, latencyMs, endedAt: now },
    })
    if (upstreamId && charge.isEstimate && keepsRecords(call, upstreamId)) {
      this.lookUps.add(sqlite, id, now + FIRST_LOOK_UP, now + LOOK_UP_FOR)
    }
  }

  #reservationFor({ modelId, inputTokens }: CallPlan['call'], outputTokens: number): number {
    const pricing = this.#pricingOf(modelId)
    if (pricing === null) return UNPRICED_NANO
    return listPriceOf(pricing, { inputTokens, outputTokens, cachedTokens: 0 }) ?? UNPRICED_NANO
  }

  #pricingOf(modelId: string): ModelPricing | null {
    return this.factsOf(modelId)?.pricing ?? null
  }
}

/** Whether anything came, or nobody knows what became of the call. */
function mayHaveCost(
  { parts, usage, costNano }: AnswerSnapshot,
  upstreamId: string | null,
  ending: Ending
): boolean {
  if (parts.length > 0 || usage || costNano || upstreamId) return true
  return ending.type !== 'failed' || !FREE_FAILURES.has(ending.lastAttemptCode ?? ending.code)
}

/** OpenRouter keeps records of its generations, also when it is the operator's server and goes by no name of its own. */
function keepsRecords({ provider }: OpenCall, upstreamId: string): boolean {
  return provider === 'openrouter' || (provider === 'server' && upstreamId.startsWith('gen-'))
}
