import { describeError, type ErrorCode } from '#shared/errors'

/** How a generation ended. `cancelled`: its answer was deleted, so there is nobody to tell. */
export type Ending =
  | { type: 'completed'; finishReason: string }
  | { type: 'stopped' }
  | { type: 'cancelled' }
  | { type: 'failed'; code: ErrorCode; isRetryable: boolean }

export function failed(code: ErrorCode): Ending {
  return { type: 'failed', code, isRetryable: describeError(code).isRetryable }
}
