import { INCOMING, type DirectUploadTable } from '#files/direct_upload_table'
import type { FilesConfig } from '#files/files_config'
import type { UploadBucket } from '#files/upload_bucket'
import type { Disk } from '@adonisjs/drive'

/**
 * Removes uploads to the bucket that were begun and not finished in time. The bucket is asked what there is, and not our table: a
 * process may have ended between the two.
 */
export class SweepDirectUploads {
  constructor(
    private readonly bucket: UploadBucket | null,
    private readonly disk: Disk,
    private readonly table: DirectUploadTable,
    private readonly config: FilesConfig
  ) {}

  /** Returns how many went. */
  async handle(now = Date.now()): Promise<number> {
    if (!this.bucket) return 0
    const before = now - this.config.keepUnused
    const unfinished = await this.bucket.unfinished(`${INCOMING}/`)
    const old = unfinished.filter(({ begunAt }) => begunAt.getTime() < before)
    for (const { key, uploadId } of old) await this.bucket.abort(key, uploadId)
    const removed = await this.#removeObjects(before)
    await this.table.removeOlder(before)
    return old.length + removed
  }

  /** Put together, and never taken in or never removed after it. */
  async #removeObjects(before: number): Promise<number> {
    let count = 0
    let paginationToken: string | undefined
    do {
      const page = await this.disk.listAll(INCOMING, { recursive: true, paginationToken })
      for (const object of page.objects) {
        if (!object.isFile) continue
        const { lastModified } = await object.getMetaData()
        if (lastModified.getTime() >= before) continue
        await this.disk.delete(object.key)
        count++
      }
      paginationToken = page.paginationToken
    } while (paginationToken !== undefined)
    return count
  }
}
