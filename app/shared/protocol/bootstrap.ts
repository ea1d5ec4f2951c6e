import type { ProviderName } from '../model_id.js'

/**
 * `GET /bootstrap`: what a chat needs offline and does not sync. Kept in IndexedDB per user; the stale copy serves offline.
 * Answered with 401 and `{ error: { code: 'SIGNED_OUT' } }` without a session, and with the code `SESSION_REVOKED` when this
 * session was ended from another device: what the browser holds is then removed, after offering what was never synced.
 */
export interface Bootstrap {
  user: BootstrapUser
  /** The LiveStore store of this user. */
  storeId: string
  /** Everything this person may choose from, best first within a provider. */
  models: BootstrapModel[]
  defaultModel: string
  /** The person's own keys, without the keys. */
  keys: BootstrapKey[]
  schemaVersion: number
  /** Sent back as `If-None-Match`: an answer that did not change is 304 and not sent again. */
  tag: string
}

export interface BootstrapUser {
  id: string
  isGuest: boolean
  username: string | null
  /** Also an address that its mailbox has not confirmed yet. */
  email: string | null
  /** Whether a password and a confirmed address let this person in again after signing out. */
  canSignInAgain: boolean
}

export interface BootstrapModel {
  /** As events carry it: see app/shared/model_id.ts. */
  id: string
  name: string
  /** A demonstration that is not a real model; the screen says so. */
  isDemo: boolean
  provider: ProviderName
  /** Who made the model, for example `Anthropic`; null when unknown. */
  author: string | null
  /** One or two sentences of the provider about the model. */
  description: string | null
  /** Tokens of question and answer together; null when unknown. */
  contextLength: number | null
  /** Longest answer in tokens; null when unknown. */
  maxOutputTokens: number | null
  canSeeImages: boolean
  canUseTools: boolean
  canReason: boolean
  /** Null when unknown; zeros when the model costs nothing. */
  pricing: ModelPricing | null
  /** When the model came out, in milliseconds since 1970. */
  releasedAt: number | null
  /** When the provider takes it away. */
  expiresAt: number | null
}

/** Nano-dollars (1e-9 USD) per million tokens, integers: $3.00 per million is 3,000,000,000. */
export interface ModelPricing {
  input: number
  output: number
  /** What cached input costs; as `input` when the provider names no price of its own. */
  cachedInput: number
  cacheWrite: number
  /** Nano-dollars per request, whatever its size. */
  perRequest: number
}

export interface BootstrapKey {
  id: string
  provider: ProviderName
  /** The last four characters. */
  hint: string
  isActive: boolean
}
