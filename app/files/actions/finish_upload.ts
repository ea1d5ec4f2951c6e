import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { MainDatabase } from '#core/database'
import { FileStored } from '#files/events/file_stored'
import { detectFileType } from '#files/file_type'
import type { Disk } from '@adonisjs/drive'

export interface FinishUploadInput {
  userId: string
  fileId: string
  /** Where the complete bytes lie. They are left there. */
  path: string
}

export type FinishUploadResult =
  | { type: 'stored' }
  /** The bytes are not an image of a known kind, whatever the name says; the row is gone. */
  | { type: 'unsupported' }
  /** What named the file was deleted meanwhile, and its row with it. */
  | { type: 'gone' }

/** Checks the bytes, puts them into the drive under their hash, and says that the file is there. */
export class FinishUpload {
  constructor(
    private readonly database: MainDatabase,
    private readonly disk: Disk
  ) {}

  async handle({ userId, fileId, path }: FinishUploadInput): Promise<FinishUploadResult> {
    const mediaType = await detectFileType(path)
    if (mediaType === null) {
      await this.database.run((sqlite) =>
        this.database
          .prepare(
            sqlite,
            `DELETE FROM files WHERE user_id = ? AND id = ? AND status = 'uploading'`
          )
          .run(userId, fileId)
      )
      return { type: 'unsupported' }
    }
    const sha256 = await hashOf(path)
    const { size } = await stat(path)
    const key = `${userId}/${sha256}`
    // The drive first: a row must never promise bytes that are not there. Written twice, the same content is the same file.
    if (!(await this.disk.exists(key))) {
      await this.disk.putStream(key, createReadStream(path), { contentType: mediaType })
    }
    const isWanted = await this.database.run((sqlite) => {
      const { changes } = this.database
        .prepare(
          sqlite,
          `UPDATE files SET status = 'uploaded', sha256 = ?, storage_path = ?, file_type = ?, file_size = ?, updated_at = ?
           WHERE user_id = ? AND id = ?`
        )
        .run(sha256, key, mediaType, size, Date.now(), userId, fileId)
      return changes > 0
    })
    if (!isWanted) {
      await this.#discard(userId, key)
      return { type: 'gone' }
    }
    await FileStored.dispatch(userId, fileId)
    return { type: 'stored' }
  }

  /** Bytes that no row promises would be counted for nobody and stay for ever. */
  async #discard(userId: string, key: string): Promise<void> {
    const isShared = await this.database.run((sqlite) =>
      this.database
        .prepare(sqlite, 'SELECT 1 FROM files WHERE user_id = ? AND storage_path = ? LIMIT 1')
        .get(userId, key)
    )
    if (!isShared) await this.disk.delete(key)
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
