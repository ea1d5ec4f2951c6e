import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { Secret } from '@adonisjs/core/helpers'

import type { Dialect } from '#ai/drivers/chunk_facts'
import type { ModelRequest } from '#ai/model_driver'

/** What is known of an upstream without anybody's key, so that it can be kept and shared between people. */
export interface UpstreamClient {
  model: (name: string) => LanguageModelV4
  dialect: Dialect
  /** The header that carries the key of one call; it goes over whatever the SDK was made with. */
  headers: (apiKey: Secret<string>) => Record<string, string>
  /** What this provider wants beside, or instead of, the common options. */
  callOptions?: (request: ModelRequest) => Partial<LanguageModelV4CallOptions>
}

export interface ClientSettings {
  /** Null: the provider's own address. */
  baseUrl: string | null
  fetch: typeof globalThis.fetch
  /** The operator's public address, told to providers that show it; absent unless APP_URL is set. */
  appUrl?: string
  /** Longest answer in tokens, for providers that must be told one. */
  outputTokens: number
}

/** Satisfies SDKs that insist on a key when they are made. Never sent: `headers` replaces it. */
export const NO_KEY = 'no-key'

export const bearer = (apiKey: Secret<string>) => ({ authorization: `Bearer ${apiKey.release()}` })

const MODELS_KEPT = 100

/** Remembers model objects: the SDK compiles its schemas once for each. */
export function rememberModels(
  create: (name: string) => LanguageModelV4
): (name: string) => LanguageModelV4 {
  const models = new Map<string, LanguageModelV4>()
  return (name) => {
    const known = models.get(name)
    if (known) return known
    if (models.size >= MODELS_KEPT) models.clear()
    const model = create(name)
    models.set(name, model)
    return model
  }
}
