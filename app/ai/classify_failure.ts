import type { ModelErrorCode } from '#ai/model_error'

/** What a provider tells about a failure, in HTTP or inside the stream. */
export interface FailureFacts {
  status?: number
  /** Machine-readable kinds joined with spaces: `error.code`, `error.type`, `error.metadata.error_type`. */
  kind?: string
  message?: string
}

const CONTEXT_LENGTH_KIND = /context_length|context_size|context_window|request_too_large/i
const CONTENT_POLICY_KIND = /content_policy|content_filter|moderation|responsible_ai/i
const CONTEXT_LENGTH_TEXT =
  /context[ _-]?(length|window|size)|maximum context|too many (input )?tokens|(input|prompt|request|messages?)\b.{0,60}\b(too long|too large|too many tokens|exceeds?\b.{0,60}\b(tokens?|context|limit|length))/i
const CONTENT_POLICY_TEXT =
  /content[ _-]?(policy|filter|management)|usage polic|moderat|flagged|safety (system|polic)|responsible ai/i

/** Anthropic says it with a 400. */
const NO_CREDIT_TEXT = /credit balance is too low|insufficient (credits?|funds|balance)/i

/** Statuses with which providers refuse a prompt for its length or its content. */
const REFUSALS = new Set([400, 403, 413, 422, 451])

/**
 * The code of a failure. Specific kinds win over the status, because providers send `insufficient_quota` as 429
 * and context overflow as 400, 413 or, inside a stream, with any number.
 */
export function classifyFailure({ status, kind = '', message = '' }: FailureFacts): ModelErrorCode {
  if (CONTEXT_LENGTH_KIND.test(kind)) return 'CONTEXT_LENGTH'
  if (CONTENT_POLICY_KIND.test(kind)) return 'CONTENT_POLICY'
  if (/insufficient_(quota|credits|funds)|payment_required|billing/i.test(kind)) return 'BUDGET'
  if (/api_key_invalid|invalid_api_key/i.test(kind)) return 'AUTH'

  if (status === undefined || REFUSALS.has(status)) {
    if (status !== 403 && CONTEXT_LENGTH_TEXT.test(message)) return 'CONTEXT_LENGTH'
    if (status !== 413 && CONTENT_POLICY_TEXT.test(message)) return 'CONTENT_POLICY'
    if (status !== 413 && NO_CREDIT_TEXT.test(message)) return 'BUDGET'
  }
  return (status !== undefined && codeOfStatus(status)) || codeOfKind(kind)
}

function codeOfStatus(status: number): ModelErrorCode | undefined {
  switch (status) {
    case 401:
    case 403:
      return 'AUTH'
    case 402:
      return 'BUDGET'
    case 408:
    case 504:
    case 524:
      return 'TIMEOUT'
    case 413:
      return 'CONTEXT_LENGTH'
    case 429:
      return 'RATE_LIMIT'
    case 400:
    case 404:
    case 405:
    case 415:
    case 422:
      return 'VALIDATION'
    case 451:
      return 'CONTENT_POLICY'
  }
  // A redirect is not followed, key in hand: the address leads to something that is no provider.
  if (status >= 300 && status < 400) return 'PROVIDER'
  return status >= 500 && status < 600 ? 'PROVIDER' : undefined
}

function codeOfKind(kind: string): ModelErrorCode {
  if (/rate_limit|too_many_requests|resource_exhausted/i.test(kind)) return 'RATE_LIMIT'
  if (/api_key|authenticat|unauthori[sz]ed|permission/i.test(kind)) return 'AUTH'
  if (/timeout|timed_out|deadline_exceeded/i.test(kind)) return 'TIMEOUT'
  if (/invalid_request|invalid_argument|not_found|unsupported/i.test(kind)) return 'VALIDATION'
  if (/provider|server_error|internal|overloaded|unavailable|api_error/i.test(kind)) {
    return 'PROVIDER'
  }
  return 'UNKNOWN'
}
