/** Sizes of a chunk's text, in estimated tokens. With its header a chunk stays within 500. */
export const chunkSize = {
  most: 440,
  /** From here on a chunk ends where a section does; less goes on into the next section. */
  enough: 120,
  /** Of the end of a chunk that the next one repeats. */
  overlap: 50,
  /** Longer rows at the head of a table are not repeated. */
  tableHeader: 120,
  header: 50,
} as const
