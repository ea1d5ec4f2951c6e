/** A piece of an upload that has arrived. */
export interface ArrivedPart {
  /** From 1. */
  number: number
  /** Bytes. */
  size: number
  /** What the bucket calls its content; needed to put the pieces together. */
  tag: string
}

/** What a link to one piece is for. */
export interface PartToSign {
  number: number
  /** The link takes exactly so many bytes. */
  size: number
}

/** An upload that was begun and not put together. */
export interface UnfinishedUpload {
  key: string
  uploadId: string
  begunAt: Date
}

/**
 * A bucket that browsers send files to by themselves, in pieces, with links that this server signed. Nothing is to be seen under the
 * key before `complete`. Everything throws when the bucket cannot be reached or does not answer in time.
 */
export abstract class UploadBucket {
  /** Begins an upload and returns the id that the bucket gave it. */
  abstract begin(key: string): Promise<string>

  /** A link for each piece, in their order; valid for `seconds`, and for that many bytes alone. */
  abstract signParts(
    key: string,
    uploadId: string,
    parts: readonly PartToSign[],
    seconds: number
  ): Promise<string[]>

  /** What has arrived; null when there is no such upload, or no more. */
  abstract arrived(key: string, uploadId: string): Promise<ArrivedPart[] | null>

  /** Puts the pieces together. Doing it again fails: when an acknowledgement was lost, the object under the key tells. */
  abstract complete(key: string, uploadId: string, parts: readonly ArrivedPart[]): Promise<void>

  /** Removes what has arrived. One that is not there is no error. */
  abstract abort(key: string, uploadId: string): Promise<void>

  /** All uploads under a prefix that were not put together. */
  abstract unfinished(prefix: string): Promise<UnfinishedUpload[]>
}

/** Container token of the bucket, which only some installations have. */
export class UploadBucketOrNone {
  constructor(readonly bucket: UploadBucket | null) {}
}
