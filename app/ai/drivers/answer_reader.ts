import type { LanguageModelV4StreamPart, LanguageModelV4StreamResult } from '@ai-sdk/provider'

import type { AnswerDeadline } from '#ai/drivers/answer_deadline'
import { readChunk } from '#ai/drivers/openai_compatible_chunk'
import {
  malformedChunk,
  streamFailure,
  type Confidential,
} from '#ai/drivers/openai_compatible_failure'
import { ModelError } from '#ai/model_error'
import type { FinishReason, ModelPart, ModelUsage } from '#ai/model_driver'

const MAX_NAME_LENGTH = 200

const finishReasons: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content-filter',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
}

/** Turns the AI SDK's stream of one call into model parts. */
export class AnswerReader {
  #answer: LanguageModelV4StreamResult
  #signal: AbortSignal
  #deadline: AnswerDeadline
  #confidential: Confidential
  #rawFinishReason: string | undefined
  #isRefusal = false
  #usage: ModelUsage | null = null
  #costNano: number | null = null

  constructor(
    answer: LanguageModelV4StreamResult,
    signal: AbortSignal,
    deadline: AnswerDeadline,
    confidential: Confidential
  ) {
    this.#answer = answer
    this.#signal = signal
    this.#deadline = deadline
    this.#confidential = confidential
  }

  async *read(): AsyncGenerator<ModelPart> {
    const reader = this.#answer.stream.getReader()
    try {
      for (;;) {
        const part = await this.#next(reader)
        if (!part) break
        yield* this.#translate(part)
      }
    } catch (error) {
      if (!this.#isWholeDespite(error)) throw error
    }
    yield this.#finish()
  }

  async #next(
    reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>
  ): Promise<LanguageModelV4StreamPart | undefined> {
    this.#deadline.startReading()
    const { value } = await reader.read()
    this.#deadline.stopReading()
    // Parts can still be queued when the call is aborted; nothing is delivered after a stop.
    this.#signal.throwIfAborted()
    return value
  }

  *#translate(part: LanguageModelV4StreamPart): Generator<ModelPart> {
    switch (part.type) {
      case 'raw':
        yield* this.#readRaw(part.rawValue)
        return
      case 'text-delta':
        this.#deadline.sawToken()
        yield { type: 'text', text: part.delta }
        return
      case 'reasoning-delta':
        this.#deadline.sawToken()
        yield { type: 'reasoning', text: part.delta }
        return
      case 'response-metadata': {
        const upstreamId = this.#answer.response?.headers?.['x-generation-id'] ?? part.id
        yield { type: 'response', upstreamId: name(upstreamId), model: name(part.modelId) }
        return
      }
      case 'finish':
        // The SDK has seen refusals, which arrive with the finish reason `stop`.
        this.#isRefusal = part.finishReason.unified === 'content-filter'
        return
      case 'error':
        // An unreadable chunk, or the SDK's own complaint about a missing finish reason, which `#finish` makes.
        if (!isMissingFinish(part.error)) throw malformedChunk()
    }
  }

  *#readRaw(raw: unknown): Generator<ModelPart> {
    const facts = readChunk(raw)
    if (facts.error) throw streamFailure(facts.error, this.#confidential)
    if (facts.usage) {
      this.#usage = facts.usage
      this.#costNano = facts.costNano ?? null
    }
    if (facts.finishReason) {
      this.#rawFinishReason = facts.finishReason
      this.#deadline.sawFinishReason()
    }
    yield* facts.attachments
  }

  /** Once the finish reason is known the text is whole: a cut or silence before the usage chunk costs only the usage. */
  #isWholeDespite(error: unknown): boolean {
    if (this.#rawFinishReason === undefined || this.#rawFinishReason === 'error') return false
    if (!this.#signal.aborted) return !(error instanceof ModelError)
    const { reason } = this.#signal
    return reason instanceof ModelError && reason.code === 'TIMEOUT'
  }

  #finish(): ModelPart {
    const raw = this.#rawFinishReason
    if (raw === undefined || raw === 'error') {
      throw new ModelError('PROVIDER', { detail: 'The answer ended without a finish reason' })
    }
    return {
      type: 'finish',
      finishReason: this.#isRefusal ? 'content-filter' : (finishReasons[raw] ?? 'other'),
      usage: this.#usage,
      costNano: this.#costNano,
    }
  }
}

function isMissingFinish(error: unknown): boolean {
  return error instanceof Error && error.name === 'AI_InvalidResponseDataError'
}

function name(value: string | undefined): string | undefined {
  return value && value.length <= MAX_NAME_LENGTH && /^[\x21-\x7e]+$/.test(value)
    ? value
    : undefined
}
