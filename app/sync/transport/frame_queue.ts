import { setTimeout as sleep } from 'node:timers/promises'
import type { SyncConfig } from '#sync/sync_config'
import { TokenBucket } from '#sync/token_bucket'

/** What the queue needs of a socket. */
export interface FrameSource {
  pause(): void
  resume(): void
}

interface Frame {
  text: string
  /** When its turn comes at the earliest; 0 for at once. */
  notBefore: number
}

/** More waiting frames than this stop the reading of the socket: frames may be large, and memory is shared. */
const WAITING = 3

/**
 * Handles the frames of one socket strictly one after the other, no faster than their rate. What is too fast waits in the
 * peer's own buffers, because the socket is not read meanwhile; what was read before that and is still too much is a flood.
 */
export class FrameQueue {
  readonly #bucket: TokenBucket
  #waiting: Frame[] = []
  #isBusy = false
  #isClosed = false

  constructor(
    private readonly source: FrameSource,
    private readonly limits: SyncConfig['frames'],
    private readonly handle: (text: string) => Promise<void> | void,
    private readonly flooded: () => void,
    private readonly failed: (error: unknown) => void
  ) {
    this.#bucket = new TokenBucket(limits, Date.now())
  }

  push(text: string): void {
    if (this.#isClosed) return
    const now = Date.now()
    const delay = this.#bucket.take(this.limits, 1, now)
    if (delay > this.limits.longestDelay) return this.flooded()
    this.#waiting.push({ text, notBefore: delay > 0 ? now + delay : 0 })
    if (this.#waiting.length === WAITING) this.source.pause()
    if (!this.#isBusy) void this.#drain()
  }

  close(): void {
    this.#isClosed = true
    this.#waiting = []
  }

  async #drain(): Promise<void> {
    this.#isBusy = true
    for (let frame = this.#waiting.shift(); frame; frame = this.#waiting.shift()) {
      if (frame.notBefore > 0) await this.#until(frame.notBefore)
      if (this.#isClosed) break
      try {
        await this.handle(frame.text)
      } catch (error) {
        this.failed(error)
      }
      if (this.#waiting.length === WAITING - 1) this.source.resume()
    }
    this.#isBusy = false
  }

  #until(time: number): Promise<void> {
    // Waiting frames must not hold up a shutdown.
    return sleep(Math.max(0, time - Date.now()), undefined, { ref: false })
  }
}
