import type { ProviderName } from '../model_id.js'

// Aliases, not interfaces: only their fields can be known to be JSON, which props have to be.

/** A connection of a person as its page shows it. Times in milliseconds since 1970. */
export type KeyView = {
  id: string
  provider: ProviderName
  /** What the person calls their own server. */
  name: string | null
  baseUrl: string | null
  /** The last four characters of the key; empty when the server wants none. */
  hint: string
  /** What the provider calls the key. */
  label: string | null
  /** The provider refused it, and it was neither checked nor replaced since. */
  isRejected: boolean
  isActive: boolean
  checkedAt: number | null
  lastUsedAt: number | null
  modelCount: number
  limits: KeyLimitsView | null
}

/** Nano-dollars; null where there is no limit or nothing is known. */
export type KeyLimitsView = {
  limitNano: number | null
  remainingNano: number | null
  /** Spent in this calendar month. */
  monthNano: number | null
}

/** A model server that was found on the server's machine. */
export type LocalServerView = {
  address: string
  title: string
  modelCount: number
  isActive: boolean
}

/** How the way back from OpenRouter ended. */
export type ConnectOutcome = { isConnected: true } | { isConnected: false; message: string }

/** Props of `settings/keys`. */
export type KeysPage = {
  keys: KeyView[]
  localServers: LocalServerView[]
  /** Whether there is anywhere to look for local servers. */
  canLook: boolean
  /** Most servers of their own that a person adds. */
  mostServers: number
  /** Of a connection that was just attempted; null else. */
  outcome: ConnectOutcome | null
}
