import { networkOf } from '#core/network/network_of'
import type { SyncConfig } from '#sync/sync_config'
import { TokenBuckets } from '#sync/token_bucket'

/**
 * The first door of an upgrade, before any session is looked up: a flood from one address costs a map look-up each and takes
 * nothing from other addresses.
 */
export class AddressGate {
  readonly #open = new Map<string, number>()
  readonly #attempts: TokenBuckets
  #total = 0

  constructor(private readonly limits: SyncConfig['sockets']) {
    this.#attempts = new TokenBuckets(limits.attempts)
  }

  /** True admits the socket, and `leave` must follow once it is closed. */
  enter(address: string): boolean {
    const key = networkOf(address)
    const open = this.#open.get(key) ?? 0
    if (this.#attempts.take(key, 1) > 0) return false
    if (open >= this.limits.perAddress || this.#total >= this.limits.total) return false
    this.#open.set(key, open + 1)
    this.#total++
    return true
  }

  leave(address: string): void {
    const key = networkOf(address)
    const open = this.#open.get(key) ?? 0
    if (open > 1) this.#open.set(key, open - 1)
    else this.#open.delete(key)
    this.#total--
  }
}
