import type { Connection } from '#ai/keys/connection'
import type { ModelError } from '#ai/model_error'

/** Whether another model can answer what this failure left unanswered, and over which connections. */
export function fallbackAfter(error: ModelError): 'any' | 'other connection' | 'none' {
  switch (error.code) {
    case 'RATE_LIMIT':
    case 'PROVIDER':
    case 'TIMEOUT':
    case 'UNKNOWN':
    // Models differ in how much they can read.
    case 'CONTEXT_LENGTH':
      return 'any'
    case 'AUTH':
    case 'BUDGET':
      return 'other connection'
    case 'VALIDATION':
      // The request is as wrong for the next model, unless what was wrong with it is that this model is gone.
      return error.status === 404 ? 'any' : 'none'
    case 'CONTENT_POLICY':
      // Looking for a provider that lets it pass would be a way around the policy.
      return 'none'
    default: {
      const exhaustive: never = error.code
      return exhaustive
    }
  }
}

/** Whether two connections stand and fall with the same key. */
export function isSameConnection(one: Connection, other: Connection): boolean {
  return (
    one.provider === other.provider && one.keyId === other.keyId && one.baseUrl === other.baseUrl
  )
}

/** Whether a failure tells something about the provider's health, rather than about a key, a limit or a request. */
export function countsAgainstProvider({ code }: ModelError): boolean {
  return code === 'PROVIDER' || code === 'TIMEOUT'
}
