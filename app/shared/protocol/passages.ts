import type { Place } from '../documents.js'

/** Most passages of one answer of `GET /documents/:id/passages`. */
export const PASSAGES_AT_ONCE = 12

/** A piece of a document in its place among the others. */
export interface DocumentPassage {
  /** Position in its document, from 0. Means another text once the document is read anew. */
  ordinal: number
  place: Place
  text: string
}

/** Answer of `GET /documents/:id/passages?from=&count=`: in reading order, fewer at the document's end. */
export interface DocumentPassages {
  /** How many the document has. */
  total: number
  passages: DocumentPassage[]
}
