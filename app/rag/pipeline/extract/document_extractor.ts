import type { DocumentErrorCode } from '#rag/pipeline/extract/document_error_code'
import type { ExtractedDocument } from '#rag/pipeline/extract/extracted_document'

export interface ExtractInput {
  /** The file, on this machine's disk. */
  path: string
  /** What its owner calls it; the extension says what it should be. */
  name: string
  mediaType: string
}

export type ExtractResult =
  { type: 'extracted'; document: ExtractedDocument } | { type: 'failed'; code: DocumentErrorCode }

/** Turns a file into text that knows where it stood. Container token and contract. */
export abstract class DocumentExtractor {
  /** Never throws because of the file; rejects with the signal's reason when aborted. */
  abstract extract(input: ExtractInput, signal: AbortSignal): Promise<ExtractResult>
}
