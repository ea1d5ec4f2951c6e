import type { ClientEvent } from '#shared/events/catalog'

interface Waiting {
  events: ClientEvent[]
  resolve: () => void
  reject: (error: unknown) => void
}

export interface CommitTarget {
  /** Keeps the events where no fault of the database can lose them. */
  keep(events: ClientEvent[]): Promise<void>
  /** Commits all of them at once; waits for the database while it is opening. */
  commit(events: ClientEvent[]): Promise<void>
}

/**
 * One commit at a time, with a pause between two: LiveStore 0.4.0 can stall or duplicate events when commits follow each other
 * within about 40 ms while server events arrive, and is safe with many events in one commit. The first of a burst goes at once.
 */
export class CommitQueue {
  #waiting: Waiting[] = []
  #isRunning = false

  constructor(
    private readonly target: CommitTarget,
    private readonly pauseMs = 100
  ) {}

  /** Resolves when the events are kept and shown; rejects when they could not be kept, and then they are not shown either. */
  add(events: ClientEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ events, resolve, reject })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0)
      await this.#commit(taken)
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs))
    }
    this.#isRunning = false
  }

  async #commit(taken: Waiting[]): Promise<void> {
    const events = taken.flatMap((entry) => entry.events)
    try {
      await this.target.keep(events)
      await this.target.commit(events)
      for (const entry of taken) entry.resolve()
    } catch (error) {
      for (const entry of taken) entry.reject(error)
    }
  }
}
