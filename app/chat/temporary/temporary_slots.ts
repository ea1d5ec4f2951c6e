interface Limits {
  perUser: number
  total: number
}

/** How many temporary answers run at once, in all and for each user. */
export class TemporarySlots {
  readonly #running = new Map<string, number>()
  #total = 0

  constructor(private readonly limits: Limits) {}

  /** Gives the slot back when called; null when there is none. */
  take(userId: string): (() => void) | null {
    const running = this.#running.get(userId) ?? 0
    if (running >= this.limits.perUser || this.#total >= this.limits.total) return null
    this.#running.set(userId, running + 1)
    this.#total++
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      this.#total--
      const left = (this.#running.get(userId) ?? 1) - 1
      if (left > 0) this.#running.set(userId, left)
      else this.#running.delete(userId)
    }
  }
}
