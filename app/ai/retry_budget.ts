import { ModelError } from '#ai/model_error'

/** Further calls before the first token. Times in milliseconds. */
export interface RetryConfig {
  /** Repeated calls in one chain, whatever the number of its models. */
  attempts: number
  /** Pause before the first repetition; doubles each time. */
  pause: number
  /** A provider that asks to be left alone for longer than this is not tried again. */
  longestPause: number
  /** No further call begins later than this after the first: behind every answer others wait. */
  longestChain: number
}

/** What one answer may still spend on trying again, shared by all the models of its chain. */
export class RetryBudget {
  readonly #startedAt: number
  #retries = 0

  constructor(
    private readonly config: RetryConfig,
    private readonly now: () => number
  ) {
    this.#startedAt = now()
  }

  /** Whether any further call may begin after a pause. */
  hasTime(pause = 0): boolean {
    return this.now() + pause - this.#startedAt < this.config.longestChain
  }

  /**
   * Takes one repetition of the same call and says how long to wait for it; null when there is to be none. A provider that asks for
   * a longer pause than we are willing to make is not asked again: the call could only fail and count against the user.
   *
   * @param hasAlternative another model can be asked at once, so the same one is repeated once at most, and not after a silence
   */
  take(error: ModelError, retriesOfModel: number, hasAlternative: boolean): number | null {
    if (!error.isRetryable || this.#retries >= this.config.attempts) return null
    if (hasAlternative && (retriesOfModel > 0 || error.code === 'TIMEOUT')) return null
    const pause = this.#pause(error)
    if (pause === null || !this.hasTime(pause)) return null
    this.#retries++
    return pause
  }

  #pause({ retryAfterMs: asked }: ModelError): number | null {
    const { pause, longestPause } = this.config
    if (asked !== undefined) return asked <= longestPause ? asked : null
    const jitter = 0.75 + Math.random() / 2
    return Math.min(longestPause, pause * 2 ** this.#retries * jitter)
  }
}
