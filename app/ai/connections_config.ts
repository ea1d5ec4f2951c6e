import { Secret } from '@adonisjs/core/helpers'

import { modelNamesOf, readOperatorKey } from '#ai/available_models'
import type { RefresherSettings } from '#ai/catalogue/catalogue_refresher'
import type { KeyProvider } from '#ai/keys/key_row'

export interface ConnectionsConfigInput {
  encryption: { current: Secret<string>; previous?: Secret<string> }
  /** MODEL_BASE_URL, MODEL_API_KEY, MODEL_NAME. */
  server: { baseUrl?: string; apiKey?: Secret<string>; names?: string }
  /** OPENROUTER_API_KEY. */
  openRouterKey?: Secret<string>
  /** Where the providers are; other addresses than their own are for proxies. */
  baseUrls: { [Provider in KeyProvider]?: string }
  /** ALLOW_PRIVATE_MODEL_URLS. */
  allowPrivateUrls: boolean
  /** Where model servers are looked for: without path, for example `http://127.0.0.1:11434`. */
  localAddresses: readonly string[]
  catalogue: RefresherSettings & {
    /** `auto`: as soon as anybody has an OpenRouter key. */
    mode: 'auto' | 'on' | 'off'
    timeoutMs: number
    maxBytes: number
  }
  /** For one question to a provider about a key, and to a local server, in milliseconds. */
  timeouts: { check: number; local: number }
  /** Most servers of their own that one person adds. */
  mostServers: number
}

/** What people and the operator connect models with. */
export interface ConnectionsConfig extends Omit<ConnectionsConfigInput, 'server' | 'baseUrls'> {
  server: { baseUrl: string; apiKey: Secret<string> | null } | null
  serverModels: { id: string; name: string }[]
  baseUrls: Record<KeyProvider, string>
}

const ADDRESSES: Record<KeyProvider, string> = {
  openrouter: 'https://openrouter.ai/api/v1',
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
}

/** Fills in what is left out. Throws a sentence that names the variable at fault. */
export function defineConnections(input: ConnectionsConfigInput): ConnectionsConfig {
  const { server, openRouterKey, baseUrls, ...rest } = input
  const given = Object.entries(baseUrls).filter(([, address]) => address)
  return {
    ...rest,
    openRouterKey: readOperatorKey('OPENROUTER_API_KEY', openRouterKey),
    server: server.baseUrl
      ? {
          baseUrl: server.baseUrl,
          apiKey: readOperatorKey('MODEL_API_KEY', server.apiKey) ?? null,
        }
      : null,
    serverModels: modelNamesOf(server.names),
    baseUrls: { ...ADDRESSES, ...Object.fromEntries(given) },
  }
}
