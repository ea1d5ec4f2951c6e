import type { ModelPart } from '#ai/model_driver'
import { AnswerBudget } from '#chat/generation/answer_budget'
import { failureOf } from '#chat/generation/failure_of'
import { toDelta } from '#chat/generation/to_delta'
import { isImageType } from '#shared/attachments'
import { limits } from '#shared/limits'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import type { AnswerDelta } from '#shared/protocol/answer_stream'
import type { TemporaryEnd } from '#shared/protocol/temporary_chat'

/** What is kept of a temporary answer: amounts, never words. */
export interface TemporaryUsage {
  userId: string
  /** The model that was asked for. */
  model: string
  end: TemporaryEnd
  /** For a provider that reports nothing, or an answer that was left in the middle. */
  estimate: { inputTokens: number; outputTokens: number }
}

type Facts = Pick<TemporaryEnd, 'model' | 'usage' | 'costNano' | 'firstTokenMs'>

/** One answer that nobody keeps: what came of it so far, and how it ends. */
export class TemporaryAnswer {
  readonly #startedAt = performance.now()
  readonly #budget = new AnswerBudget(limits.answerBytes)
  #facts: Facts = { model: null, usage: null, costNano: null, firstTokenMs: null }

  #text = ''
  #imageBytes = 0

  constructor(
    private readonly leftOut: number,
    private readonly inputTokens: number
  ) {}

  get estimate(): TemporaryUsage['estimate'] {
    return { inputTokens: this.inputTokens, outputTokens: estimateTokens(this.#text) }
  }

  get isFull(): boolean {
    return this.#budget.isSpent
  }

  /** What the reader gets of a part; null when nothing. */
  accept(part: ModelPart): AnswerDelta | null {
    if (part.type === 'response') {
      this.#facts.model = part.model ?? this.#facts.model
      return null
    }
    if (part.type === 'finish') {
      this.#facts.usage = part.usage
      this.#facts.costNano = part.costNano
      return null
    }
    const delta = toDelta(part)
    if (delta) this.#facts.firstTokenMs ??= this.#elapsed()
    if (delta?.type === 'file' && delta.url === '') return { ...delta, url: this.#carry(part) }
    const kept = delta && this.#budget.take(delta)
    if (kept?.type === 'text' || kept?.type === 'reasoning') this.#text += kept.text
    return kept
  }

  completed(): TemporaryEnd {
    return this.#end(null)
  }

  failed(error: unknown): TemporaryEnd {
    const { type: _, ...failure } = failureOf(error, Date.now())
    return this.#end(failure)
  }

  /** The bytes of an image themselves: nothing of a temporary chat lies anywhere. Empty for what cannot be carried. */
  #carry(part: ModelPart): string {
    if (part.type !== 'file' || !part.data || !isImageType(part.mediaType)) return ''
    this.#imageBytes += part.data.byteLength
    if (this.#imageBytes > limits.imageBytes) return ''
    return `data:${part.mediaType};base64,${Buffer.from(part.data).toString('base64')}`
  }

  #end(failure: TemporaryEnd['failure']): TemporaryEnd {
    const { leftOut } = this
    return { type: 'end', failure, ...this.#facts, latencyMs: this.#elapsed(), leftOut }
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#startedAt)
  }
}
