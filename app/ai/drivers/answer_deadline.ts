import { ModelError } from '#ai/model_error'
import type { ModelTimeouts } from '#ai/model_driver'

/** How long the usage may lag behind the finish reason; the text is whole by then. */
const USAGE_GRACE_MS = 5_000
const LAST_LOOK_MS = 100

/** Aborts one call when the provider is silent for too long. Comments never reach it, so they extend nothing. */
export class AnswerDeadline {
  #controller: AbortController
  #timeouts: ModelTimeouts
  #timer: NodeJS.Timeout
  #isReading = true
  #hasToken = false
  #isFinished = false

  constructor(controller: AbortController, timeouts: ModelTimeouts) {
    this.#controller = controller
    this.#timeouts = timeouts
    this.#timer = setTimeout(
      () => this.#expire(`no token within ${timeouts.firstTokenTimeoutMs} ms`),
      timeouts.firstTokenTimeoutMs
    )
  }

  /** A read begins. Silence counts only from here: while the caller is busy with a part, nobody listens. */
  startReading() {
    this.#isReading = true
    if (this.#hasToken || this.#isFinished) this.#timer.refresh()
  }

  stopReading() {
    this.#isReading = false
  }

  /** Text or reasoning arrived: from now on only silence counts, not the whole time. */
  sawToken() {
    if (this.#hasToken || this.#isFinished) return
    this.#hasToken = true
    const { stallTimeoutMs } = this.#timeouts
    this.#restart(`silent for ${stallTimeoutMs} ms`, stallTimeoutMs)
  }

  sawFinishReason() {
    if (this.#isFinished) return
    this.#isFinished = true
    this.#restart(
      'no end after the finish reason',
      Math.min(this.#timeouts.stallTimeoutMs, USAGE_GRACE_MS)
    )
  }

  clear() {
    clearTimeout(this.#timer)
  }

  #restart(description: string, ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#expire(description), ms)
  }

  #expire(description: string) {
    if (this.#isReading) {
      const detail = `The provider was given up on: ${description}`
      this.#controller.abort(new ModelError('TIMEOUT', { detail }))
    } else if (!this.#hasToken && !this.#isFinished) {
      // The whole time to the first token is over: the next read gets a moment, not the time again.
      this.#restart(description, LAST_LOOK_MS)
    }
  }
}
