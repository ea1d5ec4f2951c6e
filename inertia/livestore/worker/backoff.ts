/** A server that is only restarted is back within this: until then it is tried often. */
const restartMs = 30_000
const soonMs = 1_000
const laterMs = 5_000

/**
 * Delays before a lost connection is tried again: from 250 ms doubling to 1 s, after half a minute on to 5 s, each shortened at
 * random by up to half, so that clients do not return in step.
 *
 * With 1,000 clients that is 1,333 tries a second while nothing listens, which the operating system or the proxy in front refuses,
 * and at most 1,000 handshakes spread over the second in which the server is back; after a longer absence 267 tries a second,
 * and the handshakes spread over five.
 */
export class Backoff {
  #step = 0
  #since = 0

  next(now = Date.now()): number {
    if (this.#step === 0) this.#since = now
    const most = now - this.#since < restartMs ? soonMs : laterMs
    const delay = Math.min(most, 250 * 2 ** this.#step)
    this.#step = Math.min(this.#step + 1, 10)
    return delay * (0.5 + Math.random() / 2)
  }

  reset(): void {
    this.#step = 0
  }
}
