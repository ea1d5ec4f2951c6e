import type { HttpError } from '@adonisjs/core/types/http'
import { waitInWords } from '#core/exceptions/wait_in_words'

export interface ErrorDescription {
  /** HTTP status. */
  status: number
  /** For programs. */
  code: string
  /** For people. Never the text of an unexpected error, which may hold content or secrets. */
  message: string
  /** What was wrong with which field. */
  fields?: unknown
}

const MESSAGES: Record<number, string> = {
  400: 'The request could not be understood.',
  401: 'Sign in first.',
  403: 'This is not allowed.',
  404: 'There is nothing here.',
  405: 'This address does not take that kind of request.',
  413: 'The request is too large.',
  415: 'This kind of content is not accepted.',
  422: 'Some of what was sent is not valid.',
  429: 'Too many requests. Wait a moment, then try again.',
  503: 'The server cannot store anything right now. Nothing was lost; try again in a moment.',
}

const UNEXPECTED = 'The server ran into an error.'

/** Says what may be said about an error to the outside. */
export function describeError(error: HttpError): ErrorDescription {
  const status = error.status >= 400 && error.status <= 599 ? error.status : 500
  if (error.code === 'E_BAD_CSRF_TOKEN') {
    return { status, code: 'BAD_CSRF_TOKEN', message: 'This page is out of date. Reload it.' }
  }
  if (status === 422) {
    return { status, code: 'VALIDATION', message: MESSAGES[422]!, fields: error.messages }
  }
  if (status === 429) {
    const seconds = (error as { response?: { availableIn?: number } }).response?.availableIn
    const message = seconds
      ? `Too many attempts. Try again in ${waitInWords(seconds)}.`
      : MESSAGES[429]!
    return { status, code: codeOf(error, status), message }
  }
  const isOurs = status < 500 && typeof error.code === 'string' && error.code.startsWith('E_')
  return {
    status,
    code: codeOf(error, status),
    message: isOurs && status === 400 ? error.message : (MESSAGES[status] ?? UNEXPECTED),
  }
}

function codeOf({ code }: HttpError, status: number): string {
  if (status === 500 || typeof code !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(code)) {
    return status >= 500 ? 'UNKNOWN' : `HTTP_${status}`
  }
  return code.replace(/^E_/, '')
}
