/** Limits of uploads. Sizes are bytes, times milliseconds. */
export interface FilesConfig {
  /** Folder for uploads that are not complete yet. */
  incoming: string
  /** Largest image, and largest document. */
  imageBytes: number
  documentBytes: number
  /** All files of one person together. */
  bytesPerUser: { guest: number; account: number }
  /** Unfinished uploads, and files that no message names and that are no documents, go after this time. */
  keepUnused: number
  sweepInterval: number
}
