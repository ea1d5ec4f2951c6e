const MEGABYTE = 1024 * 1024

/** What one document may cost. Sizes are bytes, times milliseconds. */
export interface ExtractLimits {
  /** From the start of the process to its answer. */
  wallTime: number
  /** Of the process's JavaScript heap. */
  heapBytes: number
  /** Of the process as a whole, where the system tells. */
  residentBytes: number
  pages: number
  /** All parts of an archive together, as they say before they are inflated and while they are. */
  inflatedBytes: number
  archiveEntries: number
  /** Of the text that is cut, whatever it is held in. */
  textCharacters: number
  /** Of the text that a caller wants to hold. */
  heldCharacters: number
  chunks: number
}

export const defaultExtractLimits: ExtractLimits = {
  wallTime: 180_000,
  heapBytes: 768 * MEGABYTE,
  residentBytes: 1_024 * MEGABYTE,
  pages: 5_000,
  inflatedBytes: 300 * MEGABYTE,
  archiveEntries: 10_000,
  textCharacters: 250_000_000,
  heldCharacters: 32_000_000,
  chunks: 150_000,
}
