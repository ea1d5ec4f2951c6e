import type { DocumentErrorCode } from '#shared/document_errors'

/** Ends the reading of a document that cannot be read. */
export class Refusal extends Error {
  readonly code: DocumentErrorCode

  constructor(code: DocumentErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
