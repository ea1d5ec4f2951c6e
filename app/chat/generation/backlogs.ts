/**
 * Users whose device still holds events back. Their requests wait, because a later event of the same backlog may stop, edit or
 * delete what an earlier one asked for.
 */
export class Backlogs {
  readonly #timers = new Map<string, NodeJS.Timeout>()

  constructor(
    private readonly silence: number,
    private readonly onSilence: (userId: string) => void
  ) {}

  has(userId: string): boolean {
    return this.#timers.has(userId)
  }

  /** A device pushed and says how many events follow. One that falls silent is not waited for. */
  note(userId: string, following: number): void {
    clearTimeout(this.#timers.get(userId))
    this.#timers.delete(userId)
    if (following === 0) return
    const timer = setTimeout(() => {
      this.#timers.delete(userId)
      this.onSilence(userId)
    }, this.silence)
    this.#timers.set(userId, timer)
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
