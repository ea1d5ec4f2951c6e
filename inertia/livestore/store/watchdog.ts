/** How long a kept event may stay out of the server's log while connected and LiveStore does nothing. */
export const stuckAfterMs = 12_000

/** The same while LiveStore is at work: many events on a slow device, or work that leads nowhere. */
export const lostAfterMs = 60_000

/** How many looks in a row may go by without a word from the worker before it must be dead. */
const silentLooks = 8

/** Looks further apart than this: the tab slept, or nobody sees it, and what it knows is old. */
const sleptMs = 8_000

export interface WatchdogSight {
  /** Whether the worker said anything since the last look. */
  hasAnswered: boolean
  isConnected: boolean
  /** The worker's count of what LiveStore took and offered. */
  activity: number | undefined
  /** When the oldest waiting event was kept; undefined when none waits. */
  oldestAt: number | undefined
  /** How many wait. */
  count: number
  /** How far this tab's tables have come in the log, and how many of its events LiveStore has not confirmed to it. */
  session: { head: number; pending: number }
}

/**
 * Notices that events do not get through although there is a connection: the outbox is not empty, its oldest event stays the
 * same, and nothing leaves it. Looks at the outbox because neither LiveStore's session nor its leader alone knows. Notices a
 * worker that is dead: LiveStore then takes commits that go nowhere, and says nothing. And notices a session that holds events as
 * unconfirmed which the server has, since the outbox is empty: it would take them back and repeat them at every event that comes.
 */
export class Watchdog {
  #last: WatchdogSight | undefined
  #progressAt = 0
  #activeAt = 0
  #sessionMovedAt = 0
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
    if (hasSlept || !last || hasSessionMoved(last, sight)) this.#sessionMovedAt = now
    if (now - this.#sessionMovedAt >= stuckAfterMs) return true
    return now - this.#activeAt >= stuckAfterMs || now - this.#progressAt >= lostAfterMs
  }
}

/** Nothing to confirm counts as movement, and so does whatever explains why it waits. */
function hasSessionMoved(last: WatchdogSight, sight: WatchdogSight): boolean {
  return (
    sight.session.pending === 0 ||
    sight.session.pending !== last.session.pending ||
    sight.session.head !== last.session.head ||
    sight.activity !== last.activity ||
    sight.count > 0 ||
    !sight.isConnected
  )
}
