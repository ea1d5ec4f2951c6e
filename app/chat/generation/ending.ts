import { describeError, type ErrorCode } from '#shared/errors'

/** How a generation ended. `cancelled`: its answer was deleted, so there is nobody to tell. */
export type Ending =
  | { type: 'completed'; finishReason: string }
  | { type: 'stopped' }
  | { type: 'cancelled' }
  | {
      type: 'failed'
      code: ErrorCode
      isRetryable: boolean
      /** Only with `BUDGET`, when it is the operator's daily limit: epoch milliseconds. */
      operatorLimitResetsAt?: number
      /** How the last attempt failed, where another model's failure is the one that is told: it decides what that attempt cost. */
      lastAttemptCode?: ErrorCode
      /** When the provider is asked again, where that is known: epoch milliseconds. */
      retryAt?: number
    }

export type Failed = Extract<Ending, { type: 'failed' }>

export function failed(code: ErrorCode): Failed {
  return { type: 'failed', code, isRetryable: describeError(code).isRetryable }
}
