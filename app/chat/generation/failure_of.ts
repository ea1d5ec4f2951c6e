import { ModelError } from '#ai/model_error'
import { OperatorLimitError } from '#chat/costs/operator_limit_error'
import { failed, type Failed } from '#chat/generation/ending'

/** The ending that an error makes, with the moment from which trying again makes sense where somebody named one. */
export function failureOf(error: unknown, now: number): Failed {
  if (error instanceof OperatorLimitError) {
    return { ...failed('BUDGET'), operatorLimitResetsAt: error.resetsAt }
  }
  if (!(error instanceof ModelError)) return failed('UNKNOWN')
  const { code, isRetryable, retryAfterMs } = error
  if (!isRetryable || retryAfterMs === undefined || retryAfterMs <= 0) return failed(code)
  return { ...failed(code), retryAt: now + Math.ceil(retryAfterMs) }
}
