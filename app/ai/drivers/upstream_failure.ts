import { APICallError } from '@ai-sdk/provider'

import { listOf, objectOf } from '#ai/drivers/chunk_facts'
import { classifyFailure } from '#ai/classify_failure'
import { ModelError } from '#ai/model_error'
import { retryAfterMs } from '#ai/retry_after'
import { scrubDetail } from '#ai/scrub_detail'

/** What must not appear in an error. */
export interface Confidential {
  secrets: readonly string[]
  conversation: readonly string[]
}

/** The code of `AddressRefusedError`: no repetition changes what the guard thinks of an address. */
const REFUSED_ADDRESS = 'E_ADDRESS_REFUSED'

/** Whatever the AI SDK or the connection threw, as a ModelError that carries nothing confidential. */
export function failureOf(error: unknown, confidential: Confidential): ModelError {
  if (error instanceof ModelError) return error
  if (APICallError.isInstance(error)) {
    if (error.cause instanceof ModelError) return error.cause
    const { statusCode, responseBody, responseHeaders = {} } = error
    if (statusCode !== undefined && (statusCode < 200 || statusCode >= 300)) {
      return reportedFailure(parseBody(responseBody), confidential, statusCode, responseHeaders)
    }
  }
  const reason = systemCode(error)
  if (reason === REFUSED_ADDRESS) {
    return new ModelError('VALIDATION', { detail: 'This address may not be asked', reason })
  }
  return new ModelError(reason === 'ETIMEDOUT' ? 'TIMEOUT' : 'PROVIDER', {
    detail: 'The connection to the provider failed',
    reason,
  })
}

/** A failure the provider reported inside the stream. */
export function streamFailure(error: unknown, confidential: Confidential): ModelError {
  return reportedFailure(error, confidential)
}

/** The provider sent something that is no chunk of an answer. Its text is not kept: it may be part of the answer. */
export function malformedChunk(): ModelError {
  return new ModelError('PROVIDER', { detail: 'The provider sent a chunk that cannot be read' })
}

function reportedFailure(
  error: unknown,
  { secrets, conversation }: Confidential,
  httpStatus?: number,
  headers: Record<string, string> = {}
): ModelError {
  const { code, type, status: statusName, message, metadata, details } = objectOf(error)
  const { error_type: errorType, headers: metadataHeaders } = objectOf(metadata)
  const status = httpStatus ?? statusOf(code)
  const kind = [code, type, statusName, errorType, ...listOf(details).map(reasonOf)]
    .filter((value) => typeof value === 'string')
    .join(' ')
  const said = typeof error === 'string' ? error : typeof message === 'string' ? message : undefined
  const classified = classifyFailure({ status, kind, message: said })
  return new ModelError(
    // A failure in the middle of an answer that says nothing more is the provider's.
    classified === 'UNKNOWN' && httpStatus === undefined ? 'PROVIDER' : classified,
    {
      detail: scrubDetail(said, secrets, conversation),
      status,
      retryAfterMs:
        retryAfterMs({ ...lowerCased(metadataHeaders), ...headers }, Date.now()) ??
        retryDelayOf(details),
    }
  )
}

/** Bodies are `{error: {…}}`, `{error: 'text'}`, at Google also in an array, or the error itself with `message` or `detail`. */
function parseBody(body: string | undefined): unknown {
  try {
    const json: unknown = JSON.parse(body ?? '')
    const parsed = objectOf(Array.isArray(json) ? json[0] : json)
    return parsed.error ?? { ...parsed, message: parsed.message ?? parsed.detail }
  } catch {
    return undefined
  }
}

/** Google says what is wrong in a list of details: `{reason: 'API_KEY_INVALID'}`, `{retryDelay: '34s'}`. */
const reasonOf = (detail: unknown) => objectOf(detail).reason

function retryDelayOf(details: unknown): number | undefined {
  for (const detail of listOf(details)) {
    const { retryDelay } = objectOf(detail)
    const seconds = typeof retryDelay === 'string' && /^(\d{1,5}(?:\.\d+)?)s$/.exec(retryDelay)?.[1]
    if (seconds) return Math.round(Number(seconds) * 1000)
  }
  return undefined
}

function statusOf(code: unknown): number | undefined {
  const status = typeof code === 'string' ? Number(code) : code
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined
}

/** The first system error code in a chain of causes, such as `ECONNRESET`. */
function systemCode(error: unknown): string | undefined {
  let current: unknown = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const { code } = current as { code?: unknown }
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code
    current = current.cause
  }
  return undefined
}

function lowerCased(headers: unknown): Record<string, string> {
  const entries = Object.entries(objectOf(headers))
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}
