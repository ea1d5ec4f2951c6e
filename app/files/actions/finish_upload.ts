import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { MainDatabase } from '#core/database'
import type { ContentLocks } from '#files/content_locks'
import { FileStored } from '#files/events/file_stored'
import { detectFileType } from '#files/file_type'
import { OrphanTable, type Orphan } from '#files/orphan_table'
import type { Disk } from '@adonisjs/drive'

export interface FinishUploadInput {
  userId: string
  fileId: string
  /** Where the complete bytes lie. They are left there. */
  path: string
  /** Under which key the drive has the same bytes already: they are copied there instead of being sent again. */
  copyFrom?: string
}

export type FinishUploadResult =
  | { type: 'stored' }
  /** Neither an image of a known kind nor named like a document; the row is gone. */
  | { type: 'unsupported' }
  /** A document's bytes are not what its name says; the row says so. */
  | { type: 'contradiction' }
  /** What named the file was deleted meanwhile, and its row with it. */
  | { type: 'gone' }

interface Content {
  sha256: string
  /** In the drive. */
  key: string
  mediaType: string
  size: number
}

/** Checks the bytes, puts them into the drive under their hash, and says that the file is there. */
export class FinishUpload {
  readonly #orphans: OrphanTable

  constructor(
    private readonly database: MainDatabase,
    private readonly disk: Disk,
    private readonly locks: ContentLocks
  ) {
    this.#orphans = new OrphanTable(database)
  }

  async handle(input: FinishUploadInput): Promise<FinishUploadResult> {
    const { userId, fileId, path } = input
    const name = await this.#nameOf(userId, fileId)
    if (name === null) return { type: 'gone' }
    const detected = await detectFileType(path, name)
    if (detected.type === 'unsupported') {
      await this.#change(
        `DELETE FROM files WHERE user_id = ? AND id = ? AND status = 'uploading'`,
        userId,
        fileId
      )
      return { type: 'unsupported' }
    }
    if (detected.type === 'contradiction') {
      await this.#change(
        `UPDATE files SET status = 'refused', file_size = 0 WHERE user_id = ? AND id = ? AND status = 'uploading'`,
        userId,
        fileId
      )
      await FileStored.dispatch(userId, fileId)
      return { type: 'contradiction' }
    }
    const { mediaType } = detected
    const sha256 = await hashOf(path)
    const { size } = await stat(path)
    const key = `${userId}/${sha256}`
    const isWanted = await this.locks.hold(key, async () => {
      // The drive first: a row must never promise bytes that are not there. Written twice, the same content is the same file.
      if (!(await this.disk.exists(key))) await this.#put(key, input, { mediaType, size })
      const hasRow = await this.#complete(userId, fileId, { sha256, key, mediaType, size })
      if (!hasRow) await this.#discard({ userId, key })
      return hasRow
    })
    if (!isWanted) return { type: 'gone' }
    await FileStored.dispatch(userId, fileId)
    return { type: 'stored' }
  }

  /** A bucket takes no stream whose length it does not know. */
  #put(
    key: string,
    { path, copyFrom }: FinishUploadInput,
    { mediaType, size }: Pick<Content, 'mediaType' | 'size'>
  ): Promise<void> {
    if (copyFrom !== undefined) return this.disk.copy(copyFrom, key)
    const facts = { contentType: mediaType, contentLength: size }
    return this.disk.putStream(key, createReadStream(path), facts)
  }

  /** False when the row is gone. */
  #complete(userId: string, fileId: string, content: Content): Promise<boolean> {
    const { sha256, key, mediaType, size } = content
    return this.database.run((sqlite) => {
      const { changes } = this.database
        .prepare(
          sqlite,
          `UPDATE files SET status = 'uploaded', sha256 = ?, storage_path = ?, file_type = ?, file_size = ?, updated_at = ?
           WHERE user_id = ? AND id = ?`
        )
        .run(sha256, key, mediaType, size, Date.now(), userId, fileId)
      return changes > 0
    })
  }

  #nameOf(userId: string, fileId: string): Promise<string | null> {
    const sql = 'SELECT file_name FROM files WHERE user_id = ? AND id = ?'
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, sql).get(userId, fileId)
      return (row as { file_name: string } | undefined)?.file_name ?? null
    })
  }

  #change(sql: string, userId: string, fileId: string): Promise<unknown> {
    return this.database.run((sqlite) => this.database.prepare(sqlite, sql).run(userId, fileId))
  }

  /** Bytes that no row promises would be counted for nobody and stay for ever. */
  async #discard(orphan: Orphan): Promise<void> {
    if (await this.#orphans.isNamed(orphan)) return
    await this.database.run((sqlite) => this.#orphans.add(sqlite, orphan))
    await this.disk.delete(orphan.key)
    await this.#orphans.remove(orphan)
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
