import type { ModelDescription } from '#ai/catalogue/model_description'
import type { ProviderName } from '#shared/model_id'
import type { KeyLimitsView } from '#shared/protocol/keys_page'

/** What a provider says a key may still spend; kept as it is shown. */
export type KeyLimits = KeyLimitsView

/** Providers that a person has at most one key of. */
export const keyProviders = ['openrouter', 'openai', 'anthropic', 'google'] as const
export type KeyProvider = (typeof keyProviders)[number]

/** One row of `user_models`. */
export interface KeyRow {
  id: string
  userId: string
  provider: ProviderName
  name: string | null
  baseUrl: string | null
  /** Encrypted; null when the server wants none. */
  sealedKey: string | null
  hint: string
  label: string | null
  limits: KeyLimits | null
  models: ModelDescription[] | null
  isActive: boolean
  checkedAt: number | null
  rejectedAt: number | null
  lastUsedAt: number | null
  createdAt: number
}
