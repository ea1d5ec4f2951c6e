/** Where a piece of a document stands, as far as its format knows. */
export interface Place {
  /** From 1. */
  page?: number
  sheet?: string
  /** From 1. */
  slide?: number
  /** The headings above it, outermost first, joined with ` › `. */
  heading?: string
}

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
