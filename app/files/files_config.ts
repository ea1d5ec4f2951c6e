/** Limits of uploads. Sizes are bytes, times milliseconds. */
export interface FilesConfig {
  /** Folder for uploads that are not complete yet. */
  incoming: string
  /** Largest image, and largest document. */
  imageBytes: number
  documentBytes: number
  /** All files of one person together. */
  bytesPerUser: { guest: number; account: number }
  /** Uploads of one person that may be begun and not finished at the same time. */
  unfinishedPerUser: number
  /** Room that uploads leave on the disk: the databases need it. */
  keepFree: number
  /** Unfinished uploads, and files that no message names and that are no documents, go after this time. */
  keepUnused: number
  sweepInterval: number
  /** Pieces that go to a bucket directly, and how long their links are valid, in seconds. */
  direct: { partBytes: number; linkSeconds: number }
  /** How long a link to a file is valid, in seconds. */
  downloadSeconds: number
}
