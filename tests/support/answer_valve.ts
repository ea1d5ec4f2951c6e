import type { Script } from '#tests/support/upstream/scriptable_upstream'
import { text } from '#tests/support/upstream/steps'

/** Answers that end when the test says so, one by one, so that the server appends at moments of the test's choosing. */
export class AnswerValve {
  #isOpen = false
  #waiting: (() => void)[] = []

  readonly script: Script = async function* (this: AnswerValve) {
    if (!this.#isOpen) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    yield text('done')
  }.bind(this)

  /** Lets one answer end. */
  release(): void {
    this.#waiting.shift()?.()
  }

  /** Lets all answers end, from now on. */
  open(): void {
    this.#isOpen = true
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Lets one answer end each `ms`, until the returned function is called. */
  drip(ms: number): () => void {
    const timer = setInterval(() => this.release(), ms)
    return () => clearInterval(timer)
  }
}
