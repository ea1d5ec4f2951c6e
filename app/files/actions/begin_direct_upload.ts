import type { BeginUpload, BeginUploadInput, BeginUploadResult } from '#files/actions/begin_upload'
import type { ContentLocks } from '#files/content_locks'
import { incomingKey, type DirectUploadTable } from '#files/direct_upload_table'
import type { FilesConfig } from '#files/files_config'
import { isThere, partsOf } from '#files/upload_parts'
import type { ArrivedPart, UploadBucket } from '#files/upload_bucket'
import type { DirectUploadPart } from '#shared/protocol/direct_upload'
import type { Disk } from '@adonisjs/drive'

export type BeginDirectUploadResult =
  | { type: 'planned'; parts: DirectUploadPart[] }
  /** There is no bucket: bytes come through this server. */
  | { type: 'through_server' }
  | Exclude<BeginUploadResult, { type: 'begun' }>

interface Dependencies {
  beginUpload: Pick<BeginUpload, 'handle'>
  bucket: UploadBucket | null
  disk: Disk
  table: DirectUploadTable
  locks: ContentLocks
  config: FilesConfig
}

/** Makes room for a file and says what of it is to be sent where. Asked again, it says what is left. */
export class BeginDirectUpload {
  constructor(private readonly dependencies: Dependencies) {}

  async handle(input: BeginUploadInput): Promise<BeginDirectUploadResult> {
    const { beginUpload, bucket, locks } = this.dependencies
    if (!bucket) return { type: 'through_server' }
    const key = incomingKey(input.userId, input.fileId)
    return locks.hold(key, async () => {
      const begun = await beginUpload.handle(input)
      if (begun.type !== 'begun') return begun
      return { type: 'planned', parts: await this.#plan(bucket, key, input) }
    })
  }

  async #plan(bucket: UploadBucket, key: string, input: BeginUploadInput) {
    const { disk, table } = this.dependencies
    const { userId, fileId, size } = input
    const known = await table.find(userId, fileId)
    if (known?.size === size) {
      const arrived = await bucket.arrived(key, known.uploadId)
      if (arrived) return this.#sign(bucket, key, known.uploadId, size, arrived)
      // All of it was put together, and what came after was cut off.
      if (await disk.exists(key)) return []
    }
    if (known) {
      await bucket.abort(key, known.uploadId)
      await disk.delete(key)
    }
    const uploadId = await bucket.begin(key)
    await table.put(userId, fileId, { uploadId, size })
    return this.#sign(bucket, key, uploadId, size, [])
  }

  async #sign(
    bucket: UploadBucket,
    key: string,
    uploadId: string,
    size: number,
    arrived: readonly ArrivedPart[]
  ): Promise<DirectUploadPart[]> {
    const { partBytes, linkSeconds } = this.dependencies.config.direct
    const missing = partsOf(size, partBytes).filter((part) => !isThere(part, arrived))
    const urls = await bucket.signParts(key, uploadId, missing, linkSeconds)
    return missing.map(({ start, size: length }, index) => ({
      ...{ start, end: start + length, url: urls[index]! },
    }))
  }
}
