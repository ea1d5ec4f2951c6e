import type { Place } from '#shared/documents'

export type BlockKind = 'text' | 'heading' | 'table' | 'code'

/** A piece of a document in reading order; never empty. A table is markdown rows, the first of them its header. */
export interface ExtractedBlock {
  text: string
  kind: BlockKind
  place: Place
  /** Of a heading, from 1. */
  level?: number
}

/** What a document says about itself as a whole. */
export interface DocumentFacts {
  title?: string
  /** Pages or slides; null when the format has none. */
  pages: number | null
}

export interface ExtractedDocument extends DocumentFacts {
  blocks: ExtractedBlock[]
}

export const HEADING_SEPARATOR = ' › '
