import type { CutFacts } from '#rag/pipeline/chunk/chunk_file'
import type { ExtractInput } from '#rag/pipeline/extract/document_extractor'
import type { DocumentFacts } from '#rag/pipeline/extract/extracted_document'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'
import type { DocumentErrorCode } from '#shared/document_errors'

/** What the child is told, once. */
export interface ExtractOrder {
  wanted: 'blocks' | 'chunks' | 'page'
  input: ExtractInput
  /** Takes blocks or chunks, a line of JSON each: a pipe would have no bound. */
  output: string
  limits: ExtractLimits
  /** From 1; with `page` alone. */
  page?: number
}

export interface FailureReport {
  type: 'failed'
  code: DocumentErrorCode
  /** How many there are, where that is known and matters. */
  pages?: number
  /** Kind and place of an error that no reader expected; nothing of the document. */
  cause?: string
}

/** What it answers, once, before it ends. */
export type ExtractReport =
  | { type: 'extracted'; facts: DocumentFacts }
  | { type: 'cut'; facts: CutFacts }
  /** `isDamaged`: there are pictures, and none can be decoded. */
  | { type: 'page'; pages: number; pictures: number; isDamaged: boolean }
  | FailureReport
