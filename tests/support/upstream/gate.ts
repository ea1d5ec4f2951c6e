/**
 * A point in a script where the upstream waits until the test says go on.
 * `reached` resolves when a request arrives at it, so a test never has to sleep.
 */
export class Gate {
  readonly type = 'hold'
  readonly reached: Promise<void>
  readonly released: Promise<void>
  #reach!: () => void
  #release!: () => void

  constructor() {
    this.reached = new Promise((resolve) => (this.#reach = resolve))
    this.released = new Promise((resolve) => (this.#release = resolve))
  }

  arrive() {
    this.#reach()
  }

  release() {
    this.#release()
  }
}
