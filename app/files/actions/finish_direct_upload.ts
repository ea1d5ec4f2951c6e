import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FinishUpload, FinishUploadResult } from '#files/actions/finish_upload'
import type { ContentLocks } from '#files/content_locks'
import { incomingKey, type DirectUpload, type DirectUploadTable } from '#files/direct_upload_table'
import type { FilesConfig } from '#files/files_config'
import type { FindFile } from '#files/queries/find_file'
import { isThere, partsOf } from '#files/upload_parts'
import type { UploadBucket } from '#files/upload_bucket'
import type { Logger } from '@adonisjs/core/logger'
import type { Disk } from '@adonisjs/drive'

export interface FinishDirectUploadInput {
  userId: string
  fileId: string
}

export type FinishDirectUploadResult =
  | FinishUploadResult
  /** Pieces are missing: asking to begin says which. */
  | { type: 'incomplete' }

interface Dependencies {
  finishUpload: Pick<FinishUpload, 'handle'>
  findFile: FindFile
  bucket: UploadBucket | null
  disk: Disk
  table: DirectUploadTable
  locks: ContentLocks
  config: FilesConfig
  logger: Logger
}

/**
 * Puts the pieces together, reads the whole back once, and takes it in like any other upload. Throws while the bucket is in trouble;
 * then nothing was lost, and the same call goes on where this one ended.
 */
export class FinishDirectUpload {
  constructor(private readonly dependencies: Dependencies) {}

  handle({ userId, fileId }: FinishDirectUploadInput): Promise<FinishDirectUploadResult> {
    const { bucket, findFile, locks, table } = this.dependencies
    const key = incomingKey(userId, fileId)
    // Until it is over nobody may begin it again: what is checked must be what is copied.
    return locks.hold(key, async () => {
      if (await findFile.handle(userId, fileId)) return { type: 'stored' }
      const upload = await table.find(userId, fileId)
      if (!upload || !bucket) return { type: 'gone' }
      if (!(await this.#assemble(bucket, key, upload))) return { type: 'incomplete' }
      const result = await this.#takeIn(key, upload, { userId, fileId })
      await table.remove(userId, fileId)
      await this.dependencies.disk.delete(key).catch((error: unknown) => {
        // The sweep comes by tomorrow; the file itself is safe.
        this.dependencies.logger.warn({ err: error }, 'upload not removed from the bucket')
      })
      return result
    })
  }

  /** False when pieces are missing. */
  async #assemble(bucket: UploadBucket, key: string, upload: DirectUpload): Promise<boolean> {
    const { config, disk } = this.dependencies
    const { uploadId, size } = upload
    const arrived = await bucket.arrived(key, uploadId)
    if (!arrived) return disk.exists(key)
    const parts = partsOf(size, config.direct.partBytes)
    if (arrived.length !== parts.length || !parts.every((part) => isThere(part, arrived))) {
      return false
    }
    await bucket.complete(key, uploadId, arrived).catch(async (error: unknown) => {
      // Only the acknowledgement may be lost. Before this there was nothing under the key.
      if (!(await disk.exists(key))) throw error
    })
    return true
  }

  async #takeIn(
    key: string,
    { size }: DirectUpload,
    { userId, fileId }: FinishDirectUploadInput
  ): Promise<FinishUploadResult> {
    const { config, disk, finishUpload } = this.dependencies
    const folder = join(config.incoming, 'direct')
    const path = join(folder, `${userId}.${fileId}`)
    await mkdir(folder, { recursive: true })
    try {
      await pipeline(await disk.getStream(key), createWriteStream(path))
      const read = await stat(path)
      if (read.size !== size) throw new Error('The bucket gave back another number of bytes')
      return await finishUpload.handle({ userId, fileId, path, copyFrom: key })
    } finally {
      await rm(path, { force: true })
    }
  }
}
