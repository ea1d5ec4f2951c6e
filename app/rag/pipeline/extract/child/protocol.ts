import type { DocumentErrorCode } from '#rag/pipeline/extract/document_error_code'
import type { ExtractInput } from '#rag/pipeline/extract/document_extractor'
import type { DocumentFacts } from '#rag/pipeline/extract/extracted_document'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'

/** What the child is told, once. Its blocks go into `output`, a line of JSON each: a pipe would have no bound. */
export interface ExtractOrder {
  input: ExtractInput
  output: string
  limits: ExtractLimits
}

/** What it answers, once, before it ends. */
export type ExtractReport =
  | { type: 'extracted'; facts: DocumentFacts }
  | {
      type: 'failed'
      code: DocumentErrorCode
      /** Kind and place of an error that no reader expected; nothing of the document. */
      cause?: string
    }
