import type { Secret } from '@adonisjs/core/helpers'

import { availableModels, readOperatorKey, type AvailableModels } from '#ai/available_models'
import type { CircuitConfig } from '#ai/circuit_breaker'
import type { ModelTimeouts } from '#ai/model_driver'
import type { ModelDrivers } from '#ai/model_drivers'
import type { AddressGuard } from '#core/network/address_guard'
import type { RetryConfig } from '#ai/retry_budget'

export interface AiConfigInput {
  /** The OpenAI-compatible server to ask; without `baseUrl` and `name` the demonstration answers. */
  connection: {
    /** MODEL_BASE_URL: up to and without `/chat/completions`. */
    baseUrl?: string
    /** MODEL_API_KEY: not needed by most servers on the own machine. */
    apiKey?: Secret<string>
    /** MODEL_NAME: the server's own names of its models, with commas between them; the first one is chosen at first. */
    name?: string
    /** MODEL_TITLE_NAME: a cheaper model for chat titles; the same model when absent. */
    titleName?: string
  }
  timeouts: ModelTimeouts
  demo: {
    /** Words per second of the demonstration; 0 sends everything at once. */
    wordsPerSecond: number
  }
  gateway: GatewayConfig
  /** The operator's public address, which OpenRouter shows beside the name; absent unless APP_URL is set. */
  appUrl?: string
}

export interface GatewayConfig {
  retry: RetryConfig
  circuit: CircuitConfig
  /** Longest answer anybody may ask for, in tokens; also what Anthropic is told when nothing is asked. */
  outputTokens: number
}

export interface AiConfig extends AvailableModels {
  /** The model that writes the titles of chats with the operator's own server. */
  titleModel: string
  gateway: GatewayConfig
  /**
   * Makes the drivers; each SDK is loaded when its provider is first asked.
   *
   * @param guard for addresses that people typed; without it none of them is asked
   */
  createDrivers: (guard?: AddressGuard) => Promise<ModelDrivers>
}

/** Throws a sentence that names the variable at fault; that half a group is set, start/env.ts refuses. */
export function defineConfig({
  connection,
  timeouts,
  demo,
  gateway,
  appUrl,
}: AiConfigInput): AiConfig {
  const { baseUrl, name, titleName } = connection
  if (!baseUrl !== !name) throw new Error('MODEL_BASE_URL and MODEL_NAME must be set together.')
  // Used by config/connections.ts; a key that cannot be a header is named here too.
  readOperatorKey('MODEL_API_KEY', connection.apiKey)
  const available = availableModels(name)
  return {
    ...available,
    titleModel: titleName ?? available.defaultModel,
    gateway,
    async createDrivers(guard) {
      const { UpstreamDrivers } = await import('#ai/drivers/upstream_drivers')
      const { createUpstreamFetch } = await import('#ai/drivers/upstream_fetch')
      const { connectTimeoutMs } = timeouts
      const fetch = createUpstreamFetch(connectTimeoutMs)
      const guardedFetch = guard ? createUpstreamFetch(connectTimeoutMs, guard) : null
      const { outputTokens } = gateway
      return new UpstreamDrivers({ timeouts, demo, fetch, guardedFetch, appUrl, outputTokens })
    },
  }
}
