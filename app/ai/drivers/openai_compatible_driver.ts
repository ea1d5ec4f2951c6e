import { createOpenAICompatible, type OpenAICompatibleProvider } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { Secret } from '@adonisjs/core/helpers'

import { AnswerDeadline } from '#ai/drivers/answer_deadline'
import { AnswerReader } from '#ai/drivers/answer_reader'
import { promptOf } from '#ai/drivers/prompt_of'
import { failureOf, type Confidential } from '#ai/drivers/openai_compatible_failure'
import { createUpstreamFetch } from '#ai/drivers/upstream_fetch'
import {
  ModelDriver,
  type ModelPart,
  type ModelRequest,
  type ModelTimeouts,
} from '#ai/model_driver'

export interface OpenAiCompatibleSettings extends ModelTimeouts {
  /** Up to and without `/chat/completions`, for example `https://openrouter.ai/api/v1`. */
  baseUrl: string
  /** Absent for servers that want none. */
  apiKey?: Secret<string>
}

const MODELS_KEPT = 100

/**
 * Any server that speaks OpenAI's chat completions: OpenRouter, Ollama, llama.cpp, vLLM.
 *
 * Calls the AI SDK's model directly instead of `streamText`: the same parsing and mapping, without the tool loop,
 * retries, telemetry and teed streams on top, which took half of the processor time (measured with 200 streams of
 * 40 chunks/s: chunk to reader p95 8 ms against 195 ms).
 */
export class OpenAiCompatibleDriver extends ModelDriver {
  #settings: OpenAiCompatibleSettings
  #provider: OpenAICompatibleProvider
  #models = new Map<string, LanguageModelV4>()

  constructor(settings: OpenAiCompatibleSettings) {
    super()
    this.#settings = settings
    this.#provider = createOpenAICompatible({
      name: 'upstream',
      baseURL: settings.baseUrl,
      apiKey: settings.apiKey?.release(),
      includeUsage: true,
      fetch: createUpstreamFetch(settings.connectTimeoutMs),
      transformRequestBody: (body) => ({ ...body, ...extraBody(settings.baseUrl) }),
    })
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    signal.throwIfAborted()
    const confidential: Confidential = {
      secrets: this.#settings.apiKey ? [this.#settings.apiKey.release()] : [],
      conversation: request.messages.map(({ content }) => content),
    }
    const call = new AbortController()
    const stop = () => call.abort(signal.reason)
    const deadline = new AnswerDeadline(call, this.#settings)
    signal.addEventListener('abort', stop, { once: true })
    try {
      const answer = await this.#model(request.model).doStream(
        await callOptions(request, call.signal)
      )
      yield* new AnswerReader(answer, call.signal, deadline, confidential).read()
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

  /** The SDK compiles its schemas once per model object. */
  #model(name: string): LanguageModelV4 {
    const known = this.#models.get(name)
    if (known) return known
    if (this.#models.size >= MODELS_KEPT) this.#models.clear()
    const model = this.#provider.chatModel(name)
    this.#models.set(name, model)
    return model
  }
}

/** OpenRouter documents its own switch for usage beside OpenAI's; other servers may refuse what they do not know. */
export function extraBody(baseUrl: string): Record<string, unknown> {
  const host = new URL(baseUrl).hostname
  const isOpenRouter = host === 'openrouter.ai' || host.endsWith('.openrouter.ai')
  return isOpenRouter ? { usage: { include: true } } : {}
}

async function callOptions(
  { messages, settings }: ModelRequest,
  abortSignal: AbortSignal
): Promise<LanguageModelV4CallOptions> {
  return {
    prompt: await promptOf(messages),
    temperature: settings.temperature,
    maxOutputTokens: settings.maxOutputTokens,
    reasoning: settings.reasoningEffort,
    // Cost, citations and error details are not in the SDK's parts, only in the chunks themselves.
    includeRawChunks: true,
    abortSignal,
  }
}
