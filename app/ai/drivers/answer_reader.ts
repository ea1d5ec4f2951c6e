import type { LanguageModelV4StreamPart, LanguageModelV4StreamResult } from '@ai-sdk/provider'

import type { AnswerDeadline } from '#ai/drivers/answer_deadline'
import { filePart, sourcePart, type ChunkFacts, type Dialect } from '#ai/drivers/chunk_facts'
import { ToolCalls } from '#ai/drivers/tool_calls'
import { malformedChunk, streamFailure, type Confidential } from '#ai/drivers/upstream_failure'
import { ModelError } from '#ai/model_error'
import type { ModelPart, ModelUsage } from '#ai/model_driver'

const MAX_NAME_LENGTH = 150

interface Call {
  answer: LanguageModelV4StreamResult
  dialect: Dialect
  signal: AbortSignal
  deadline: AnswerDeadline
  confidential: Confidential
}

/** Turns the AI SDK's stream of one call into model parts. */
export class AnswerReader {
  readonly #call: Call
  readonly #toolCalls = new ToolCalls()
  #upstreamId: string | undefined
  #model: string | undefined
  #hasNamed = false
  #rawFinishReason: string | undefined
  #isRefusal = false
  #usage: ModelUsage | null = null
  #costNano: number | null = null

  constructor(call: Call) {
    this.#call = call
  }

  async *read(): AsyncGenerator<ModelPart> {
    const reader = this.#call.answer.stream.getReader()
    try {
      for (;;) {
        const part = await this.#next(reader)
        if (!part) break
        yield* this.#translate(part)
      }
    } catch (error) {
      if (!this.#isWholeDespite(error)) throw error
    }
    const finish = this.#finish()
    yield* this.#name()
    yield* this.#toolCalls.rest()
    yield finish
  }

  async #next(
    reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>
  ): Promise<LanguageModelV4StreamPart | undefined> {
    const { deadline, signal } = this.#call
    deadline.startReading()
    const { value } = await reader.read()
    deadline.stopReading()
    // Parts can still be queued when the call is aborted; nothing is delivered after a stop.
    signal.throwIfAborted()
    return value
  }

  *#translate(part: LanguageModelV4StreamPart): Generator<ModelPart> {
    switch (part.type) {
      case 'raw':
        yield* this.#readRaw(part.rawValue)
        return
      case 'text-delta':
        yield* this.#token({ type: 'text', text: part.delta })
        return
      case 'reasoning-delta':
        // Signatures come as empty deltas.
        if (part.delta !== '') yield* this.#token({ type: 'reasoning', text: part.delta })
        return
      case 'tool-input-start':
      case 'tool-call':
      case 'tool-result':
        this.#call.deadline.sawToken()
        yield* this.#toolCalls.accept(part)
        return
      case 'response-metadata':
        this.#upstreamId ??= name(
          this.#call.answer.response?.headers?.['x-generation-id'] ?? part.id
        )
        this.#model ??= name(part.modelId)
        if (this.#upstreamId && this.#model) yield* this.#name()
        return
      case 'source':
        if (part.sourceType === 'url') yield* this.#attach(sourcePart(part.url, part.title))
        return
      case 'file':
        yield* this.#attach(fileOf(part))
        return
      case 'finish':
        // The SDK has seen refusals, which arrive with the finish reason `stop`.
        this.#isRefusal = part.finishReason.unified === 'content-filter'
        return
      case 'error':
        refuse(part.error)
    }
  }

  *#token(part: ModelPart): Generator<ModelPart> {
    this.#call.deadline.sawToken()
    if (!this.#hasNamed) yield* this.#name()
    yield part
  }

  /** Says who answers, once: when both names are known, or else before the first token. */
  *#name(): Generator<ModelPart> {
    if (this.#hasNamed || (!this.#upstreamId && !this.#model)) return
    this.#hasNamed = true
    yield { type: 'response', upstreamId: this.#upstreamId, model: this.#model }
  }

  *#attach(attachments: ChunkFacts['attachments']): Generator<ModelPart> {
    if (!this.#call.dialect.readsAttachments) yield* attachments
  }

  *#readRaw(raw: unknown): Generator<ModelPart> {
    const { dialect, deadline, confidential } = this.#call
    const facts = dialect.readChunk(raw)
    if (facts.error) throw streamFailure(facts.error, confidential)
    if (facts.usage) this.#usage = { ...(this.#usage ?? NO_USAGE), ...facts.usage }
    if (facts.costNano !== undefined) this.#costNano = facts.costNano
    this.#model ??= name(facts.model)
    if (facts.finishReason) {
      this.#rawFinishReason = facts.finishReason
      deadline.sawFinishReason()
    }
    yield* facts.attachments
  }

  /** Once the finish reason is known the text is whole: a cut or silence before the usage chunk costs only the usage. */
  #isWholeDespite(error: unknown): boolean {
    const { signal } = this.#call
    if (this.#rawFinishReason === undefined || this.#rawFinishReason === 'error') return false
    if (!signal.aborted) return !(error instanceof ModelError)
    const { reason } = signal
    return reason instanceof ModelError && reason.code === 'TIMEOUT'
  }

  #finish(): ModelPart {
    const raw = this.#rawFinishReason
    if (raw === undefined || raw === 'error') {
      throw new ModelError('PROVIDER', { detail: 'The answer ended without a finish reason' })
    }
    const { finishReasons } = this.#call.dialect
    const known = Object.hasOwn(finishReasons, raw) ? finishReasons[raw] : 'other'
    return {
      type: 'finish',
      finishReason: this.#isRefusal ? 'content-filter' : known,
      usage: this.#usage,
      costNano: this.#costNano,
    }
  }
}

/** The SDK's complaint: an unreadable chunk, a broken connection, or a missing finish reason, which `#finish` sees itself. */
function refuse(error: unknown): void {
  const kind = error instanceof Error ? error.name : ''
  if (kind === 'AI_InvalidResponseDataError') return
  if (kind === 'AI_JSONParseError' || kind === 'AI_TypeValidationError') throw malformedChunk()
  throw error
}

const NO_USAGE: ModelUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  reasoningTokens: 0,
}

function fileOf({
  mediaType,
  data,
}: Extract<LanguageModelV4StreamPart, { type: 'file' }>): ChunkFacts['attachments'] {
  if (data.type === 'url') return filePart(String(data.url))
  const base64 = typeof data.data === 'string' ? data.data : ''
  return filePart(`data:${mediaType};base64,${base64}`)
}

function name(value: string | undefined): string | undefined {
  return value && value.length <= MAX_NAME_LENGTH && /^[\x21-\x7e]+$/.test(value)
    ? value
    : undefined
}
