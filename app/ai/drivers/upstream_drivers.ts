import { LanguageModelDriver } from '#ai/drivers/language_model_driver'
import type { DemoSettings } from '#ai/drivers/demo_driver'
import type { ClientSettings, UpstreamClient } from '#ai/drivers/upstream_client'
import type { Connection } from '#ai/keys/connection'
import type { ModelDriver, ModelTimeouts } from '#ai/model_driver'
import { ModelDrivers } from '#ai/model_drivers'
import { ModelError } from '#ai/model_error'
import type { ProviderName } from '#shared/model_id'

type CreateClient = (settings: ClientSettings) => UpstreamClient

export interface UpstreamSettings {
  timeouts: ModelTimeouts
  demo: DemoSettings
  /** For addresses that the operator chose or that everybody knows. */
  fetch: typeof globalThis.fetch
  /** For addresses that a person typed. Without it no such address is asked. */
  guardedFetch: typeof globalThis.fetch | null
  /** See `ClientSettings`. */
  appUrl?: string
  outputTokens: number
}

/** Each SDK is loaded when its provider is asked for the first time. */
const clients: Record<ProviderName, () => Promise<{ createClient: CreateClient }>> = {
  server: () => import('#ai/drivers/openai_compatible_client'),
  local: () => import('#ai/drivers/openai_compatible_client'),
  custom: () => import('#ai/drivers/openai_compatible_client'),
  openrouter: () => import('#ai/drivers/openrouter_client'),
  openai: () => import('#ai/drivers/openai_client'),
  anthropic: () => import('#ai/drivers/anthropic_client'),
  google: () => import('#ai/drivers/google_client'),
}

const CLIENTS_KEPT = 100

/** Speaks to every provider. What it keeps holds nobody's key: a key is in the driver of one call and in its headers. */
export class UpstreamDrivers extends ModelDrivers {
  /** By provider and address; the least recently used goes first. */
  readonly #clients = new Map<string, Promise<UpstreamClient>>()

  constructor(private readonly settings: UpstreamSettings) {
    super()
  }

  async driverFor(connection: Connection): Promise<ModelDriver> {
    const { timeouts, demo } = this.settings
    if (connection.provider === 'server' && connection.baseUrl === null) {
      const { DemoDriver } = await import('#ai/drivers/demo_driver')
      return new DemoDriver(demo)
    }
    const client = await this.#client(connection)
    return new LanguageModelDriver(client, connection.apiKey, timeouts)
  }

  #client({ provider, baseUrl }: Connection): Promise<UpstreamClient> {
    const key = `${provider} ${baseUrl ?? ''}`
    const client = this.#clients.get(key) ?? this.#createClient(provider, baseUrl)
    this.#clients.delete(key)
    this.#clients.set(key, client)
    client.catch(() => this.#clients.delete(key))
    const [oldest] = this.#clients.keys()
    if (oldest !== undefined && this.#clients.size > CLIENTS_KEPT) this.#clients.delete(oldest)
    return client
  }

  async #createClient(provider: ProviderName, baseUrl: string | null): Promise<UpstreamClient> {
    const { guardedFetch, appUrl, outputTokens } = this.settings
    const fetch = provider === 'custom' ? guardedFetch : this.settings.fetch
    if (!fetch) {
      throw new ModelError('VALIDATION', {
        detail: 'Servers of one’s own are not switched on here',
      })
    }
    const { createClient } = await clients[provider]()
    return createClient({ baseUrl, fetch, appUrl, outputTokens })
  }
}
