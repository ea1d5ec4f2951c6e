/** Whoever wants to know that a log has grown. */
export interface LogWatcher {
  /** Returns at once; called again for every append. */
  wake(): void
}

/** Wakes the watchers of a log after each commit, in this process. */
export class LogWatchers {
  readonly #watchers = new Map<string, Set<LogWatcher>>()

  watch(userId: string, watcher: LogWatcher): void {
    const watchers = this.#watchers.get(userId)
    if (watchers) watchers.add(watcher)
    else this.#watchers.set(userId, new Set([watcher]))
  }

  unwatch(userId: string, watcher: LogWatcher): void {
    const watchers = this.#watchers.get(userId)
    if (watchers?.delete(watcher) && watchers.size === 0) this.#watchers.delete(userId)
  }

  wake(userId: string): void {
    for (const watcher of this.#watchers.get(userId) ?? []) watcher.wake()
  }
}
