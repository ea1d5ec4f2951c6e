import { nanoDollars } from '#ai/nano_dollars'
import type { ModelUsage } from '#ai/model_driver'
import { retryAfterMs } from '#ai/retry_after'
import type { Connection } from '#ai/keys/connection'

export type LookUpResult =
  | { type: 'found'; costNano: number; usage: ModelUsage | null }
  /** Not known yet, or the provider cannot be reached: ask again, not before `retryAfterMs`. */
  | { type: 'not_ready'; retryAfterMs?: number }
  /** Asking again cannot help: the key is refused, or the provider keeps no such record. */
  | { type: 'impossible' }

const OPENROUTER = 'https://openrouter.ai/api/v1'
/** A record is below 2 kB. */
const MAX_BODY_BYTES = 100_000

/** Asks OpenRouter what one of its generations cost. The same key has to ask that had the answer. */
export class GenerationLookUp {
  constructor(
    private readonly timeoutMs: number,
    /** Injected so that addresses people typed pass the address guard. */
    private readonly send: typeof globalThis.fetch = globalThis.fetch
  ) {}

  /** Never throws. Nothing of the key or of the provider's words is kept. */
  async handle(connection: Connection, upstreamId: string): Promise<LookUpResult> {
    if (!keepsRecords(connection)) return { type: 'impossible' }
    const url = `${connection.baseUrl ?? OPENROUTER}/generation?id=${encodeURIComponent(upstreamId)}`
    const key = connection.apiKey?.release()
    try {
      const response = await this.send(url, {
        headers: { accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      })
      if (response.ok) return readRecord(await limitedText(response))
      await response.body?.cancel()
      return refusal(response)
    } catch {
      return { type: 'not_ready' }
    }
  }
}

/** Only OpenRouter keeps records; the operator's server may be OpenRouter under the name `server`. */
function keepsRecords({ provider, baseUrl }: Connection): boolean {
  if (provider === 'openrouter') return true
  const host = (baseUrl && URL.parse(baseUrl)?.hostname) ?? ''
  return provider === 'server' && (host === 'openrouter.ai' || host.endsWith('.openrouter.ai'))
}

function refusal({ status, headers }: Response): LookUpResult {
  // 404 is how it says "not yet": a record appears seconds after the answer.
  if (status === 404 || status === 408 || status === 429 || status >= 500) {
    const wait = retryAfterMs(Object.fromEntries(headers), Date.now())
    return wait === undefined ? { type: 'not_ready' } : { type: 'not_ready', retryAfterMs: wait }
  }
  return { type: 'impossible' }
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true })
    if (text.length > MAX_BODY_BYTES) throw new Error('The record is too large')
  }
  return text
}

function readRecord(text: string): LookUpResult {
  const { data } = JSON.parse(text) as { data?: Record<string, unknown> }
  const costNano = nanoDollars(data?.total_cost)
  if (!data || costNano === null) return { type: 'not_ready' }
  // Native counts are those of the model's own tokenizer, which are billed.
  const inputTokens = count(data.native_tokens_prompt) ?? count(data.tokens_prompt)
  const outputTokens = count(data.native_tokens_completion) ?? count(data.tokens_completion)
  if (inputTokens === null || outputTokens === null) return { type: 'found', costNano, usage: null }
  const usage = {
    ...{ inputTokens, outputTokens },
    cachedTokens: count(data.native_tokens_cached) ?? 0,
    reasoningTokens: count(data.native_tokens_reasoning) ?? 0,
  }
  return { type: 'found', costNano, usage }
}

function count(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null
}
