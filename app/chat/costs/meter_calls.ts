import { randomUUID } from 'node:crypto'
import { ModelError } from '#ai/model_error'
import type { ModelMessage, ModelPart } from '#ai/model_driver'
import type { GatewayRequest, ModelGateway } from '#ai/model_gateway'
import type { AnswerAccounts } from '#chat/costs/answer_accounts'
import { OperatorLimitError } from '#chat/costs/operator_limit_error'
import { emptySnapshot, type AnswerSnapshot } from '#chat/generation/answer_snapshot'
import { failed, type Ending } from '#chat/generation/ending'
import { untilStored } from '#chat/generation/until_stored'
import type { MainDatabase } from '#core/database'
import type { CallId, CallKind } from '#metering/usage'
import { parseModelId } from '#shared/model_id'
import { estimateTokens } from '#shared/policies/estimate_tokens'
import { reservedOutput } from '#shared/policies/context_window'
import type { Logger } from '@adonisjs/core/logger'

interface Purpose {
  kind: Exclude<CallKind, 'answer' | 'embedding' | 'rerank'>
  chatId: string | null
}

/** The gateway for calls that are nobody's generation: titles and temporary chats. They cost the same money. */
export class MeterCalls {
  constructor(
    private readonly gateway: () => Promise<Pick<ModelGateway, 'stream'>>,
    private readonly database: MainDatabase,
    private readonly accounts: AnswerAccounts,
    private readonly logger: Logger
  ) {}

  /**
   * As `ModelGateway.stream`. However it ends, and be it that the reader leaves, what the calls cost is stored before this is over.
   *
   * @throws OperatorLimitError when the operator pays and today's limit leaves no room
   */
  async *stream(
    request: GatewayRequest,
    signal: AbortSignal,
    { kind, chatId }: Purpose
  ): AsyncGenerator<ModelPart> {
    const facts = new CallFacts()
    const { userId, messages, settings } = request
    const call = { generationId: randomUUID(), userId, kind, chatId, inputTokens: sizeOf(messages) }
    const unknown = { contextLength: null, maxOutputTokens: null }
    const outputTokens = reservedOutput(settings.maxOutputTokens, unknown)
    let ending: Ending = { type: 'stopped' }
    let failure: unknown
    try {
      const gateway = await this.gateway()
      const parts = gateway.stream(request, signal, {
        onAttempt: async ({ modelId, connection }) => {
          const start = { ...call, ...connection, modelId, model: parseModelId(modelId).name }
          const begun = await this.database.transaction((sqlite) =>
            this.accounts.begin(sqlite, { call: start, outputTokens }, failure)
          )
          if (begun.type === 'over') throw new OperatorLimitError(begun.resetsAt)
          facts.start(begun.call)
        },
        onFailure: (_attempt, error) => (failure = error),
      })
      for await (const part of parts) {
        facts.accept(part)
        if (part.type === 'response' && part.upstreamId) this.#note(facts.call, part.upstreamId)
        if (part.type === 'finish') ending = { type: 'completed', finishReason: part.finishReason }
        yield part
      }
    } catch (error) {
      if (!signal.aborted) ending = failed(error instanceof ModelError ? error.code : 'UNKNOWN')
      throw error
    } finally {
      await this.#end(call.generationId, facts.snapshot(), ending)
    }
  }

  #note(call: CallId | null, upstreamId: string): void {
    if (!call) return
    // Only the recovery of a crash depends on it.
    this.database
      .run((sqlite) => this.accounts.noteUpstreamId(sqlite, call, upstreamId))
      .catch(() => undefined)
  }

  async #end(generationId: string, snapshot: AnswerSnapshot, ending: Ending): Promise<void> {
    await untilStored(
      () =>
        this.database.transaction((sqlite) =>
          this.accounts.end(sqlite, generationId, snapshot, ending)
        ),
      ({ code }) => this.logger.error({ code }, 'usage waits for storage')
    )
  }
}

/** What one call said of itself. */
class CallFacts {
  call: CallId | null = null
  #sentAt = 0
  #facts = emptySnapshot
  #text = { text: '', reasoning: '' }

  start(call: CallId): void {
    this.call = call
    this.#sentAt = performance.now()
    this.#facts = emptySnapshot
  }

  accept(part: ModelPart): void {
    switch (part.type) {
      case 'response':
        this.#facts = {
          ...this.#facts,
          model: part.model ?? this.#facts.model,
          upstreamId: part.upstreamId ?? this.#facts.upstreamId,
        }
        return
      case 'finish':
        this.#facts = { ...this.#facts, usage: part.usage, costNano: part.costNano }
        return
      case 'text':
      case 'reasoning':
        this.#text[part.type] += part.text
        if (this.#facts.firstTokenMs === null) {
          this.#facts = { ...this.#facts, firstTokenMs: this.#elapsed() }
        }
    }
  }

  snapshot(): AnswerSnapshot {
    const { text, reasoning } = this.#text
    const parts = [
      { type: 'reasoning', text: reasoning },
      { type: 'text', text },
    ] as const
    const said = parts.filter((part) => part.text !== '')
    return { ...this.#facts, parts: said, latencyMs: this.call && this.#elapsed() }
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#sentAt)
  }
}

const sizeOf = (messages: readonly ModelMessage[]): number =>
  messages.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 3)
