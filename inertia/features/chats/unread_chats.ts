/**
 * Chats whose answer ended while nobody looked. Known to this device alone: what was read on the phone is still news at the desk,
 * and a mark is not worth an event in the log. Which chats were answering stands in localStorage too, so that an answer that
 * ended while Loft was closed counts.
 */
type Listener = () => void

export class UnreadChats {
  readonly #unreadKey: string
  readonly #answeringKey: string
  #unread: ReadonlySet<string>
  readonly #listeners = new Set<Listener>()

  constructor(userId: string) {
    this.#unreadKey = `loft:${userId}:unread`
    this.#answeringKey = `loft:${userId}:answering`
    this.#unread = new Set(read(this.#unreadKey))
  }

  readonly get = (): ReadonlySet<string> => this.#unread

  readonly subscribe = (listener: Listener) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Marks what another tab marked. Ends with what is returned. */
  start(): () => void {
    const onStorage = ({ key }: StorageEvent) => {
      if (key === this.#unreadKey) this.#show(new Set(read(this.#unreadKey)))
    }
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  }

  /** The chats that wait for an answer now. Those that did before and do not any more have something new, but for `seen`. */
  answering(chatIds: readonly string[], seen: string | null): void {
    const before = read(this.#answeringKey)
    const now = [...new Set(chatIds)]
    if (before.length !== now.length || before.some((id) => !now.includes(id))) {
      write(this.#answeringKey, now)
    }
    const ended = before.filter((id) => !now.includes(id) && id !== seen)
    if (ended.length > 0) this.#keep(new Set([...read(this.#unreadKey), ...ended]))
  }

  seen(chatId: string): void {
    if (!this.#unread.has(chatId)) return
    this.#keep(new Set(read(this.#unreadKey).filter((id) => id !== chatId)))
  }

  #keep(unread: ReadonlySet<string>): void {
    write(this.#unreadKey, [...unread])
    this.#show(unread)
  }

  #show(unread: ReadonlySet<string>): void {
    this.#unread = unread
    for (const listener of this.#listeners) listener()
  }
}

function read(key: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as string[]
  } catch {
    return []
  }
}

function write(key: string, ids: readonly string[]): void {
  try {
    if (ids.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // Full storage: the mark lasts as long as this page.
  }
}
