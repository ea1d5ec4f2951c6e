import { Secret } from '@adonisjs/core/helpers'

import { createClient } from '#ai/drivers/openai_compatible_client'
import { LanguageModelDriver } from '#ai/drivers/language_model_driver'
import type { ClientSettings, UpstreamClient } from '#ai/drivers/upstream_client'
import { createUpstreamFetch } from '#ai/drivers/upstream_fetch'
import type { ModelTimeouts } from '#ai/model_driver'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

/** The key that drivers in tests hold; it must never come back in an error. */
export const TEST_KEY = 'loft-test-key-1234567890'

export interface TestConnection extends ModelTimeouts {
  baseUrl: string
  /** Null: without a key. */
  apiKey: Secret<string> | null
  createClient: (settings: ClientSettings) => UpstreamClient
  appUrl?: string
}

/** A driver that asks the scriptable upstream. */
export function connectDriver(
  upstream: ScriptableUpstream,
  settings: Partial<TestConnection> = {}
): LanguageModelDriver {
  const { baseUrl, apiKey, appUrl, ...rest } = {
    ...{ baseUrl: upstream.url, apiKey: new Secret(TEST_KEY), createClient },
    ...{ connectTimeoutMs: 2_000, firstTokenTimeoutMs: 5_000, stallTimeoutMs: 5_000 },
    ...settings,
  }
  const fetch = createUpstreamFetch(rest.connectTimeoutMs)
  const client = rest.createClient({ baseUrl, fetch, appUrl, outputTokens: 32_000 })
  return new LanguageModelDriver(client, apiKey, rest)
}
