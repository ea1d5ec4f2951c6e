import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { Secret } from '@adonisjs/core/helpers'

import { AnswerDeadline } from '#ai/drivers/answer_deadline'
import { AnswerReader } from '#ai/drivers/answer_reader'
import { promptOf } from '#ai/drivers/prompt_of'
import { refusesTemperature } from '#ai/drivers/refuses_temperature'
import type { UpstreamClient } from '#ai/drivers/upstream_client'
import { failureOf, type Confidential } from '#ai/drivers/upstream_failure'
import {
  ModelDriver,
  type ModelPart,
  type ModelRequest,
  type ModelTimeouts,
} from '#ai/model_driver'

/**
 * One upstream together with one key, for every provider that has a model in the AI SDK.
 *
 * Calls that model directly instead of `streamText`: the same parsing and mapping, without the tool loop,
 * retries, telemetry and teed streams on top, which took half of the processor time (ADR 0007).
 */
export class LanguageModelDriver extends ModelDriver {
  constructor(
    private readonly client: UpstreamClient,
    /** Null for servers that want none. */
    private readonly apiKey: Secret<string> | null,
    private readonly timeouts: ModelTimeouts
  ) {
    super()
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    signal.throwIfAborted()
    const confidential: Confidential = {
      secrets: this.apiKey ? [this.apiKey.release()] : [],
      conversation: request.messages.map(({ content }) => content),
    }
    const call = new AbortController()
    const stop = () => call.abort(signal.reason)
    const deadline = new AnswerDeadline(call, this.timeouts)
    signal.addEventListener('abort', stop, { once: true })
    try {
      const model = this.client.model(request.model)
      const answer = await model.doStream(await this.#callOptions(request, call.signal))
      const { dialect } = this.client
      yield* new AnswerReader({
        ...{ answer, dialect, deadline, confidential, signal: call.signal },
      }).read()
    } catch (error) {
      // Whoever aborted the call decides what is thrown; the socket's error is only the echo of it.
      throw call.signal.aborted ? call.signal.reason : failureOf(error, confidential)
    } finally {
      deadline.clear()
      signal.removeEventListener('abort', stop)
      // Closes the connection when the caller left early or a chunk was refused; a whole answer has closed it itself.
      call.abort()
    }
  }

  async #callOptions(
    request: ModelRequest,
    abortSignal: AbortSignal
  ): Promise<LanguageModelV4CallOptions> {
    const { model, messages, settings } = request
    return {
      prompt: await promptOf(messages),
      temperature: refusesTemperature(model) ? undefined : settings.temperature,
      maxOutputTokens: settings.maxOutputTokens,
      reasoning: settings.reasoningEffort,
      ...(this.apiKey && { headers: this.client.headers(this.apiKey) }),
      // Cost, citations and error details are not in the SDK's parts, only in the chunks themselves.
      includeRawChunks: true,
      abortSignal,
      ...this.client.callOptions?.(request),
    }
  }
}
