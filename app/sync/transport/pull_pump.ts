import { setTimeout as sleep } from 'node:timers/promises'
import { StorageUnavailableError } from '#core/database'
import type { EventLog } from '#sync/event_log'
import type { LogWatcher } from '#sync/log_watchers'

/** The socket side of a pump. */
export interface PageSink {
  readonly userId: string
  readonly isOpen: boolean
  /** Resolves when there is room for another page, or when the socket is gone. */
  sendPage(frame: string): Promise<void>
  failed(error: unknown): void
}

/**
 * One pull of one socket: reads the next page after its cursor until there is none, again at every wake. Backlog and live are
 * the same loop, so nothing can fall between them or come twice.
 */
export class PullPump implements LogWatcher {
  #isRunning = false
  #isWoken = false
  #isStopped = false
  #isLive = false

  constructor(
    private readonly sink: PageSink,
    private readonly log: EventLog,
    private readonly pull: { id: number; backendId: string },
    private cursor: number
  ) {}

  wake(): void {
    this.#isWoken = true
    if (!this.#isRunning) void this.#run()
  }

  stop(): void {
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    try {
      while (this.#isWoken && this.#isActive) {
        this.#isWoken = false
        await this.#flush()
      }
    } catch (error) {
      this.sink.failed(error)
    } finally {
      this.#isRunning = false
    }
  }

  async #flush(): Promise<void> {
    for (let remaining = 1; remaining > 0 && this.#isActive;) {
      const page = await this.#read()
      if (!this.#isActive) return
      remaining = page.remaining
      if (page.events.length === 0 && this.#isLive) return
      this.cursor = page.cursor
      const { id, backendId } = this.pull
      // A device holds its own events back until a page says that nothing remains; live pages always say so.
      const told = this.#isLive ? 0 : remaining
      this.#isLive ||= remaining === 0
      await this.sink.sendPage(
        `{"type":"page","id":${id},"backendId":${JSON.stringify(backendId)},"events":[${page.events.join(',')}],"remaining":${told}}`
      )
    }
  }

  async #read() {
    for (;;) {
      try {
        return await this.log.page(this.sink.userId, this.cursor)
      } catch (error) {
        if (!(error instanceof StorageUnavailableError) || !this.#isActive) throw error
        await sleep(1_000, undefined, { ref: false })
      }
    }
  }

  get #isActive(): boolean {
    return !this.#isStopped && this.sink.isOpen
  }
}
