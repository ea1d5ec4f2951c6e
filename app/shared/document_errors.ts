interface DocumentErrorFacts {
  sentence: string
  /** Whether trying the same file again can help. */
  isRetryable: boolean
}

const facts = {
  ENCRYPTED: {
    sentence: 'This file is protected with a password. Save a copy without one and add that.',
    isRetryable: false,
  },
  EMPTY: { sentence: 'There is no text in this file.', isRetryable: false },
  SCANNED: {
    sentence:
      'These pages are pictures without text. Have a model read them, or run text recognition (OCR) on the file and add it again.',
    isRetryable: false,
  },
  UNREADABLE: {
    sentence: 'This file is damaged or not complete. Save it again and add the new copy.',
    isRetryable: false,
  },
  TOO_LARGE: {
    sentence: 'This file unpacks to more than can be read. Split it and add the parts.',
    isRetryable: false,
  },
  TOO_MANY_PAGES: {
    sentence: 'This file has more pages than can be read. Split it and add the parts.',
    isRetryable: false,
  },
  WRONG_TYPE: {
    sentence: 'What is in this file is not what its name says. Give it the right ending.',
    isRetryable: false,
  },
  TIMEOUT: {
    sentence: 'Reading this file took too long and was given up. Retry, or split it.',
    isRetryable: true,
  },
  UNAVAILABLE: {
    sentence: 'The server could not read this file right now. Retry in a while.',
    isRetryable: true,
  },
} as const satisfies Record<string, DocumentErrorFacts>

/** Why a document could not be made ready; the vocabulary of `v1.DocumentFailed`. */
export type DocumentErrorCode = keyof typeof facts

/** Every code, for schemas and for tests that must cover all of them. */
export const documentErrorCodes = Object.keys(facts) as [DocumentErrorCode, ...DocumentErrorCode[]]

/** The sentence shown and whether a retry can help. Unknown codes (of a newer server) read as `UNAVAILABLE`. */
export function describeDocumentError(code: string): DocumentErrorFacts {
  return Object.hasOwn(facts, code) ? facts[code as DocumentErrorCode] : facts.UNAVAILABLE
}
