import { Secret } from '@adonisjs/core/helpers'

import {
  OpenAiCompatibleDriver,
  type OpenAiCompatibleSettings,
} from '#ai/drivers/openai_compatible_driver'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

/** The key that drivers in tests hold; it must never come back in an error. */
export const TEST_KEY = 'loft-test-key-1234567890'

/** A driver that asks the scriptable upstream. */
export function connectDriver(
  upstream: ScriptableUpstream,
  settings: Partial<OpenAiCompatibleSettings> = {}
) {
  return new OpenAiCompatibleDriver({
    baseUrl: upstream.url,
    apiKey: new Secret(TEST_KEY),
    connectTimeoutMs: 2_000,
    firstTokenTimeoutMs: 5_000,
    stallTimeoutMs: 5_000,
    ...settings,
  })
}
