import type { Place } from '#shared/documents'

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

export interface CutDocument {
  title?: string
  /** Pages or slides; null when the format has none. */
  pages: number | null
  /** Of all chunks together. */
  tokens: number
  chunks: Chunk[]
}
