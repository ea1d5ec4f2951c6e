import type { CutDocument } from '#rag/pipeline/chunk/chunk'
import type { ExtractedDocument } from '#rag/pipeline/extract/extracted_document'
import type { DocumentErrorCode } from '#shared/document_errors'

export interface ExtractInput {
  /** The file, on this machine's disk. */
  path: string
  /** What its owner calls it; the extension says what it should be. */
  name: string
  mediaType: string
}

export interface CutInput extends ExtractInput {
  /** The file that the chunks go into; `readCutDocument` reads it. */
  output: string
}

interface ExtractFailure {
  type: 'failed'
  code: DocumentErrorCode
  /** Of a scan. */
  pages?: number
}

export interface ScanPageInput extends CutInput {
  /** From 1. */
  page: number
}

/** `isDamaged`: there are pictures, and none can be decoded. */
export type ScanPageResult =
  { type: 'page'; pages: number; pictures: Buffer[]; isDamaged: boolean } | ExtractFailure
export type ExtractResult = { type: 'extracted'; document: ExtractedDocument } | ExtractFailure
export type CutResult = { type: 'cut'; facts: Omit<CutDocument, 'chunks'> } | ExtractFailure

/**
 * Turns a file into text that knows where it stood. Container token and contract. Neither method throws because of the file;
 * both reject with the signal's reason when aborted.
 */
export abstract class DocumentExtractor {
  /** The whole text, in memory: for documents that are known to be small. */
  abstract extract(input: ExtractInput, signal: AbortSignal): Promise<ExtractResult>

  /** Extracts and cuts into chunks: this process neither holds them nor spends time on them. */
  abstract cut(input: CutInput, signal: AbortSignal): Promise<CutResult>

  /** The pictures of one page of a scanned PDF, as PNG. `output` is theirs meanwhile. */
  abstract scanPage(input: ScanPageInput, signal: AbortSignal): Promise<ScanPageResult>
}
