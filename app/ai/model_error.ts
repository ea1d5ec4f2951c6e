import { describeError, type ErrorCode } from '#shared/errors'

/** The codes a model provider's failure can have; the others belong to the generation around it. */
export type ModelErrorCode = Exclude<ErrorCode, 'INTERRUPTED' | 'PARENT'>

interface ModelErrorOptions {
  /** What the provider said, already scrubbed: see `scrubDetail`. */
  detail?: string
  /** HTTP status, or the status-like code of an error inside the stream. */
  status?: number
  /** How long the provider asks to be left alone. */
  retryAfterMs?: number
  /** Name or system code of what lies beneath (`ECONNRESET`). Never the vendor's error: those carry the prompt and the key. */
  reason?: string
}

/** A provider's failure to answer. Safe to log: holds no prompt, no answer and no key. */
export class ModelError extends Error {
  readonly name = 'ModelError'
  readonly code: ModelErrorCode
  /** Whether the same request can succeed later. */
  readonly isRetryable: boolean
  readonly status?: number
  readonly retryAfterMs?: number
  readonly detail?: string

  constructor(code: ModelErrorCode, options: ModelErrorOptions = {}) {
    super(
      options.detail ? `${code}: ${options.detail}` : code,
      options.reason ? { cause: new Error(options.reason) } : undefined
    )
    this.code = code
    this.isRetryable = describeError(code).isRetryable
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
    this.detail = options.detail
  }
}
