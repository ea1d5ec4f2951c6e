import type { ContentLocks } from '#files/content_locks'
import { incomingKey, type DirectUploadTable } from '#files/direct_upload_table'
import type { UploadBucket } from '#files/upload_bucket'
import type { Disk } from '@adonisjs/drive'

interface AbandonDirectUploadInput {
  userId: string
  fileId: string
}

/** Its person does not want the file any more: what has arrived of it goes. Without such an upload nothing happens. */
export class AbandonDirectUpload {
  constructor(
    private readonly bucket: UploadBucket | null,
    private readonly disk: Disk,
    private readonly table: DirectUploadTable,
    private readonly locks: ContentLocks
  ) {}

  handle({ userId, fileId }: AbandonDirectUploadInput): Promise<void> {
    const key = incomingKey(userId, fileId)
    return this.locks.hold(key, async () => {
      const upload = await this.table.find(userId, fileId)
      if (!upload || !this.bucket) return
      await this.bucket.abort(key, upload.uploadId)
      await this.disk.delete(key)
      await this.table.giveUp(userId, fileId)
    })
  }
}
