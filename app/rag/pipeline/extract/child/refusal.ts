import type { DocumentErrorCode } from '#shared/document_errors'

/** Ends the reading of a document that cannot be read. */
export class Refusal extends Error {
  readonly code: DocumentErrorCode

  /** How many the document has, where somebody wants to know. */
  readonly pages: number | undefined

  constructor(
    code: DocumentErrorCode,
    { pages, ...options }: ErrorOptions & { pages?: number } = {}
  ) {
    super(code, options)
    this.code = code
    this.pages = pages
  }
}
