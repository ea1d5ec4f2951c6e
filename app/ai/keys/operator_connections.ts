import type { Secret } from '@adonisjs/core/helpers'

import type { Connection } from '#ai/keys/connection'
import type { KeyProvider } from '#ai/keys/key_row'
import type { ProviderName } from '#shared/model_id'

export interface OperatorSettings {
  /** MODEL_BASE_URL with its key; null while the demonstration answers. */
  server: { baseUrl: string; apiKey: Secret<string> | null } | null
  /** OPENROUTER_API_KEY. */
  openRouterKey: Secret<string> | null
  baseUrls: Record<KeyProvider, string>
}

/** What the operator connected for everybody who has no connection of their own. */
export class OperatorConnections {
  constructor(private readonly settings: OperatorSettings) {}

  /** Whether the demonstration answers in the name of `server`. */
  get isDemo(): boolean {
    return this.settings.server === null
  }

  has(provider: ProviderName): boolean {
    return this.find(provider) !== null
  }

  find(provider: ProviderName): Connection | null {
    const { server, openRouterKey, baseUrls } = this.settings
    const byOperator = { keyId: null, billedTo: 'operator' } as const
    if (provider === 'server') {
      const { baseUrl = null, apiKey = null } = server ?? {}
      return { ...byOperator, provider, baseUrl, apiKey }
    }
    if (provider !== 'openrouter' || !openRouterKey) return null
    return { ...byOperator, provider, baseUrl: baseUrls.openrouter, apiKey: openRouterKey }
  }
}
