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
  /** Of the text found; also what a caller may have to hold. */
  textCharacters: number
}

export const defaultExtractLimits: ExtractLimits = {
  wallTime: 120_000,
  heapBytes: 768 * MEGABYTE,
  residentBytes: 1_280 * MEGABYTE,
  pages: 5_000,
  inflatedBytes: 400 * MEGABYTE,
  archiveEntries: 10_000,
  textCharacters: 32_000_000,
}
