import type { Secret } from '@adonisjs/core/helpers'

import { checkAnthropic } from '#ai/keys/checks/check_anthropic'
import { checkCustom } from '#ai/keys/checks/check_custom'
import { checkGoogle } from '#ai/keys/checks/check_google'
import { checkOpenAi } from '#ai/keys/checks/check_openai'
import { checkOpenRouter } from '#ai/keys/checks/check_openrouter'
import type { CheckKey, KeyCheck } from '#ai/keys/checks/key_check'
import type { KeyProvider } from '#ai/keys/key_row'
import type { AddressGuard } from '#core/network/address_guard'
import { askJson } from '#core/network/ask_json'
import { createOutboundFetch } from '#core/network/outbound_fetch'

const CHECKS: Record<KeyProvider | 'custom', CheckKey> = {
  openrouter: checkOpenRouter,
  openai: checkOpenAi,
  anthropic: checkAnthropic,
  google: checkGoogle,
  custom: checkCustom,
}

const MAX_BYTES = 4_000_000

export interface KeyCheckerSettings {
  /** Where the providers are: config decides, never a person. */
  baseUrls: Record<KeyProvider, string>
  /** For one check, in milliseconds. */
  timeoutMs: number
}

/** Asks providers whether a key works. */
export class KeyChecker {
  readonly #fetch: typeof globalThis.fetch
  readonly #guardedFetch: typeof globalThis.fetch

  constructor(
    private readonly settings: KeyCheckerSettings,
    guard: AddressGuard
  ) {
    const options = {
      connectTimeoutMs: settings.timeoutMs,
      maxBytes: MAX_BYTES,
      maxErrorBytes: 64_000,
      timeoutError: () => new Error('The connection took too long'),
    }
    this.#fetch = createOutboundFetch(options)
    this.#guardedFetch = createOutboundFetch({ ...options, guard })
  }

  /** @param baseUrl of a server that a person added; ignored for providers of fixed address */
  check(
    provider: KeyProvider | 'custom',
    apiKey: Secret<string> | null,
    baseUrl: string | null
  ): Promise<KeyCheck> {
    const fetch = provider === 'custom' ? this.#guardedFetch : this.#fetch
    return CHECKS[provider]({
      apiKey,
      baseUrl: provider === 'custom' ? (baseUrl ?? '') : this.settings.baseUrls[provider],
      ask: (url, question) =>
        askJson(fetch, url, { ...question, timeoutMs: this.settings.timeoutMs }),
    })
  }
}
