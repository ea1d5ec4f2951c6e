/** Who reads temporary answers right now, by session: what is open on a session ends with it. */
export class TemporaryReaders {
  readonly #bySession = new Map<string, Set<() => void>>()

  /** `end` is called when the session ends. Call what this returns when the reader has left by itself. */
  add(sessionId: string, end: () => void): () => void {
    const readers = this.#bySession.get(sessionId) ?? new Set()
    this.#bySession.set(sessionId, readers.add(end))
    return () => {
      readers.delete(end)
      if (readers.size === 0 && this.#bySession.get(sessionId) === readers) {
        this.#bySession.delete(sessionId)
      }
    }
  }

  endSession(sessionId: string): void {
    // A copy: readers leave while they are ended.
    for (const end of [...(this.#bySession.get(sessionId) ?? [])]) end()
  }
}
