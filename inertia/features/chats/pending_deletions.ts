/**
 * Chats that are deleted as far as the eye goes, and can be brought back for a few seconds. Nothing is written to the log before
 * the time is over. What is waiting stands in localStorage: a tab that closes meanwhile leaves it to the next one, with the
 * same event id, so that two tabs that both find it delete once.
 */
export interface PendingDeletion {
  chatId: string
  eventId: string
  name: string
  /** When it becomes final. */
  at: number
}

export const UNDO_MS = 6_000

/** Another tab may still hold its toast open: it has this much longer before somebody else acts. */
const OTHERS_MS = 10_000

type Listener = () => void

export class PendingDeletions {
  #waiting: readonly PendingDeletion[]
  readonly #own = new Set<string>()
  readonly #listeners = new Set<Listener>()
  #heldAt: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #key: string

  constructor(
    userId: string,
    private readonly commit: (deletion: PendingDeletion) => Promise<void>
  ) {
    this.#key = `loft:${userId}:deleting`
    this.#waiting = this.#read()
  }

  readonly get = (): readonly PendingDeletion[] => this.#waiting

  readonly subscribe = (listener: Listener) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The newest of this tab, which can be undone here. */
  readonly latestOwn = (): PendingDeletion | null =>
    this.#waiting.findLast(({ eventId }) => this.#own.has(eventId)) ?? null

  /** Begins to act; ends with what is returned. */
  start(): () => void {
    const onStorage = ({ key }: StorageEvent) => {
      if (key === this.#key) this.#set(this.#read(), false)
    }
    window.addEventListener('storage', onStorage)
    this.#schedule()
    return () => {
      window.removeEventListener('storage', onStorage)
      clearTimeout(this.#timer)
    }
  }

  add(chatId: string, name: string): void {
    const eventId = crypto.randomUUID() as string
    this.#own.add(eventId)
    this.#set([...this.#read(), { chatId, eventId, name, at: Date.now() + UNDO_MS }])
  }

  undo(eventId: string): void {
    this.#set(this.#read().filter((deletion) => deletion.eventId !== eventId))
  }

  /** Time stands still for this tab's deletions while somebody looks at the way back. */
  hold(): void {
    this.#heldAt ??= Date.now()
  }

  release(): void {
    if (this.#heldAt === null) return
    const held = Date.now() - this.#heldAt
    this.#heldAt = null
    this.#set(
      this.#read().map((one) => (this.#own.has(one.eventId) ? { ...one, at: one.at + held } : one))
    )
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#waiting.length === 0) return
    const next = Math.min(...this.#waiting.map((one) => this.#dueAt(one)))
    this.#timer = setTimeout(() => void this.#finish(), Math.max(200, next - Date.now()))
  }

  #dueAt({ eventId, at }: PendingDeletion): number {
    return this.#own.has(eventId) ? at : at + OTHERS_MS
  }

  async #finish(): Promise<void> {
    const now = Date.now()
    const due = this.#read().filter(
      (one) => this.#dueAt(one) <= now && !(this.#heldAt !== null && this.#own.has(one.eventId))
    )
    for (const deletion of due) {
      // Kept until it is in the outbox: a page that dies in between tries again.
      try {
        await this.commit(deletion)
      } catch {
        continue
      }
      this.undo(deletion.eventId)
    }
    this.#schedule()
  }

  #read(): readonly PendingDeletion[] {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '[]') as PendingDeletion[]
    } catch {
      return []
    }
  }

  #set(waiting: readonly PendingDeletion[], isOwnChange = true): void {
    this.#waiting = waiting
    if (isOwnChange) {
      if (waiting.length === 0) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, JSON.stringify(waiting))
    }
    this.#schedule()
    for (const listener of this.#listeners) listener()
  }
}
