/** Delays that double from 250 ms to 5 s, each shortened at random by up to half, so that clients do not return in step. */
export class Backoff {
  #step = 0

  next(): number {
    const delay = Math.min(5_000, 250 * 2 ** this.#step)
    this.#step = Math.min(this.#step + 1, 10)
    return delay * (0.5 + Math.random() / 2)
  }

  reset(): void {
    this.#step = 0
  }
}
