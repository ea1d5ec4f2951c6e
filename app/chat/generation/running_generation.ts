import { isToken, type ModelMessage, type ModelPart } from '#ai/model_driver'
import type { Attempt } from '#ai/model_gateway'
import { AnswerBudget } from '#chat/generation/answer_budget'
import type { AnswerBuffer } from '#chat/generation/answer_buffer'
import type { AnswerContext, AnswerSnapshot } from '#chat/generation/answer_snapshot'
import { citedBy, type AnswerSources } from '#chat/documents/answer_sources'
import type { Reach } from '#chat/generation/context_builder'
import type { GenerationRow } from '#chat/generation/generation_row'
import { toDelta } from '#chat/generation/to_delta'
import { textOf } from '#chat/generation/answer_text'
import { limits } from '#shared/limits'

/** Why a generation is ended from outside. */
export type Interruption = 'stop' | 'cancel' | 'shutdown' | 'full'

/** One answer between its first attempt and its stored end. */
export class RunningGeneration {
  readonly #abort = new AbortController()
  readonly #budget = new AnswerBudget(limits.answerBytes)
  readonly interrupted: Promise<void>
  interruption: Interruption | undefined
  /** Anything of an answer came: from now on no further request may be sent. */
  hasToken = false
  checkpointedOffset = 0
  /** The last one; absent before anything was sent. */
  attempt: Attempt | undefined
  /** When the last request was sent: on the clock that measures, and in epoch milliseconds. */
  #sentAt = performance.now()
  #sentAtEpoch = Date.now()
  #sources: AnswerSources | null = null
  #facts: Omit<AnswerSnapshot, 'parts' | 'context' | 'latencyMs' | 'sources'> = {
    ...{ model: null, connection: null, upstreamId: null },
    ...{ usage: null, costNano: null, firstTokenMs: null },
  }

  constructor(
    readonly row: GenerationRow,
    readonly messages: readonly ModelMessage[],
    readonly buffer: AnswerBuffer,
    readonly context: AnswerContext | null = null,
    /** Model ids that may answer instead. */
    readonly fallbacks: readonly string[] = [],
    readonly reach: Reach = { documents: [], budgetTokens: 0 }
  ) {
    this.interrupted = new Promise((resolve) =>
      this.signal.addEventListener('abort', () => resolve(), { once: true })
    )
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The first reason counts; what was taken in so far is kept. */
  interrupt(reason: Interruption): void {
    this.interruption ??= reason
    this.#abort.abort()
  }

  /** What the model is given of documents, and how many tokens that adds to its input. Followers can open its numbers from now on. */
  noteSources(sources: AnswerSources, tokens: number): void {
    this.#sources = sources
    if (this.context) this.context.inputTokens += tokens
    this.buffer.announce(sources.passages)
  }

  /** The attempt is stored and is sent now. What an earlier one said of itself is no longer true. */
  startAttempt(attempt: Attempt): void {
    this.attempt = attempt
    this.#facts.connection = attempt.connection
    this.#facts.model = null
    this.#facts.upstreamId = null
    this.#sentAt = performance.now()
    this.#sentAtEpoch = Date.now()
  }

  /** Takes in one part. Parts of an interrupted generation are dropped, so that its text never moves again. */
  accept(part: ModelPart): void {
    if (this.signal.aborted) return
    if (part.type === 'response') {
      this.#facts.model = part.model ?? this.#facts.model
      this.#facts.upstreamId = part.upstreamId ?? this.#facts.upstreamId
      return
    }
    if (part.type === 'finish') {
      this.#facts.usage = part.usage
      this.#facts.costNano = part.costNano
      return
    }
    if (isToken(part)) this.#noteToken()
    const delta = toDelta(part)
    const kept = delta && this.#budget.take(delta)
    if (kept) this.buffer.append(kept)
    if (this.#budget.isSpent) this.interrupt('full')
  }

  /** Epoch milliseconds, for the row. */
  get firstTokenAt(): number | null {
    const { firstTokenMs } = this.#facts
    return firstTokenMs === null ? null : this.#sentAtEpoch + firstTokenMs
  }

  /** From the acceptance of the request to the sending of the last attempt, in milliseconds. */
  get queuedMs(): number {
    return this.#sentAtEpoch - this.row.queued_at
  }

  snapshot(): AnswerSnapshot {
    const latencyMs = Math.round(performance.now() - this.#sentAt)
    const { parts } = this.buffer
    return { ...this.#facts, parts, context: this.context, sources: this.#cited(), latencyMs }
  }

  /** Only what the text cites is kept: a whole document would be stored once per answer. */
  #cited(): AnswerSources | null {
    if (!this.#sources) return null
    const { documents, passages } = this.#sources
    return { documents, passages: citedBy(textOf(this.buffer.parts), passages) }
  }

  #noteToken(): void {
    if (this.hasToken) return
    this.hasToken = true
    this.#facts.firstTokenMs = Math.round(performance.now() - this.#sentAt)
  }
}
