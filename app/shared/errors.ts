/** What an error code means to the person who reads it, and whether trying again can help. */
interface ErrorFacts {
  sentence: string
  isRetryable: boolean
}

const facts = {
  AUTH: {
    sentence: 'The model provider refused the key. Check the key and try again.',
    isRetryable: false,
  },
  VALIDATION: {
    sentence: 'The model provider could not read this request. Change the model or its settings.',
    isRetryable: false,
  },
  RATE_LIMIT: {
    sentence: 'The model provider is limiting requests right now. Wait a moment, then retry.',
    isRetryable: true,
  },
  BUDGET: {
    sentence: 'There is no credit left for this model. Add credit or choose another model.',
    isRetryable: false,
  },
  PROVIDER: {
    sentence: 'The model provider failed while answering. Retry, or choose another model.',
    isRetryable: true,
  },
  CONTEXT_LENGTH: {
    sentence: 'This conversation is too long for the model. Start a new chat or shorten it.',
    isRetryable: false,
  },
  CONTENT_POLICY: {
    sentence: 'The model provider declined to answer because of its content policy.',
    isRetryable: false,
  },
  TIMEOUT: {
    sentence: 'The model took too long and was given up on. Retry, or choose another model.',
    isRetryable: true,
  },
  INTERRUPTED: {
    sentence: 'The server stopped in the middle of this answer. What had arrived is kept; retry.',
    isRetryable: true,
  },
  PARENT: {
    sentence: 'The answer before this one did not finish, so this one was not started.',
    isRetryable: true,
  },
  UNKNOWN: {
    sentence: 'Something unexpected went wrong while answering. Retry.',
    isRetryable: true,
  },
} as const satisfies Record<string, ErrorFacts>

/** Why an answer failed; the vocabulary of `v1.AnswerFailed`. */
export type ErrorCode = keyof typeof facts

/** Every error code, for schemas and for tests that must cover all of them. */
export const errorCodes = Object.keys(facts) as [ErrorCode, ...ErrorCode[]]

/** The sentence shown to the user and the retry policy of a code. Unknown codes (of a newer server) read as `UNKNOWN`. */
export function describeError(code: string): ErrorFacts {
  return Object.hasOwn(facts, code) ? facts[code as ErrorCode] : facts.UNKNOWN
}
