/** How long a kept event may stay out of the server's log while connected and LiveStore does nothing. */
export const stuckAfterMs = 12_000

/** The same while LiveStore is at work: many events on a slow device, or work that leads nowhere. */
export const lostAfterMs = 60_000

/** How many looks in a row may go by without a word from the worker before it must be dead. */
const silentLooks = 8

/** Looks further apart than this: the tab slept, or nobody sees it, and what it knows is old. */
const sleptMs = 8_000

interface WatchdogSight {
  /** Whether the worker said anything since the last look. */
  hasAnswered: boolean
  isConnected: boolean
  /** The worker's count of what LiveStore took and offered. */
  activity: number | undefined
  /** When the oldest waiting event was kept; undefined when none waits. */
  oldestAt: number | undefined
  /** How many wait. */
  count: number
}

/**
 * Notices that events do not get through although there is a connection: the outbox is not empty, its oldest event stays the
 * same, and nothing leaves it. Looks at the outbox because neither LiveStore's session nor its leader alone knows. And notices a
 * worker that is dead: LiveStore then takes commits that go nowhere, and says nothing.
 */
export class Watchdog {
  #last: WatchdogSight | undefined
  #progressAt = 0
  #activeAt = 0
  #silence = 0
  #lookedAt = 0

  /** Returns true when it is time to recover. */
  look(sight: WatchdogSight, now = Date.now()): boolean {
    const last = this.#last
    this.#last = sight
    // Counted, not timed: a tab that sleeps looks as seldom as it hears.
    this.#silence = sight.hasAnswered ? 0 : this.#silence + 1
    if (this.#silence >= silentLooks) return true

    const hasSlept = now - this.#lookedAt > sleptMs
    this.#lookedAt = now
    const hasProgressed =
      hasSlept ||
      !last ||
      !sight.isConnected ||
      !last.isConnected ||
      sight.oldestAt === undefined ||
      sight.oldestAt !== last.oldestAt ||
      sight.count < last.count
    if (hasProgressed) this.#progressAt = now
    if (hasProgressed || sight.activity !== last.activity) this.#activeAt = now
    return now - this.#activeAt >= stuckAfterMs || now - this.#progressAt >= lostAfterMs
  }
}
