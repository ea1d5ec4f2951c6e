/** How long a kept event may stay out of the server's log while connected before something must be wrong. */
export const stuckAfterMs = 12_000

interface WatchdogSight {
  isConnected: boolean
  /** When the oldest waiting event was kept; undefined when none waits. */
  oldestAt: number | undefined
  /** How many wait. */
  count: number
}

/**
 * Notices that events do not get through although there is a connection: the outbox is not empty, its oldest event is old, and
 * nothing has left it for `stuckAfterMs` of connection. Looks at the outbox because neither LiveStore's session nor its leader
 * alone knows.
 */
export class Watchdog {
  #progressAt: number | undefined
  #count = 0
  #oldestAt: number | undefined

  /** Returns true when it is time to recover. */
  look(sight: WatchdogSight, now = Date.now()): boolean {
    const hasProgressed =
      !sight.isConnected ||
      sight.oldestAt === undefined ||
      sight.oldestAt !== this.#oldestAt ||
      sight.count < this.#count
    this.#count = sight.count
    this.#oldestAt = sight.oldestAt
    if (hasProgressed || this.#progressAt === undefined) {
      this.#progressAt = now
      return false
    }
    return now - this.#progressAt >= stuckAfterMs
  }
}
