import type { DocumentErrorCode } from '#rag/pipeline/extract/document_error_code'

/** Ends the reading of a document that cannot be read. */
export class Refusal extends Error {
  readonly code: DocumentErrorCode

  constructor(code: DocumentErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
