import type { Place } from '#rag/pipeline/extract/extracted_document'

/** What is embedded, searched and cited as one. */
export interface Chunk {
  /** From 0, in reading order. */
  ordinal: number
  text: string
  /** What the text leaves unsaid: `document › section`. Embedded and searched with it. */
  header: string
  /** Where the text starts. */
  place: Place
  /** Of header and text together; an estimate. */
  tokens: number
}
