import type { MainDatabase } from '#core/database'

/** Where uploads lie in the drive until they have been checked. */
export const INCOMING = 'incoming'

export const incomingKey = (userId: string, fileId: string) => `${INCOMING}/${userId}/${fileId}`

export interface DirectUpload {
  /** As the bucket calls it. */
  uploadId: string
  /** Bytes, as the browser said when it began. */
  size: number
}

/** Uploads that go to the bucket directly and are not finished. */
export class DirectUploadTable {
  constructor(private readonly database: MainDatabase) {}

  find(userId: string, fileId: string): Promise<DirectUpload | null> {
    const sql = `SELECT upload_id AS uploadId, file_size AS size FROM direct_uploads
      WHERE user_id = ? AND file_id = ?`
    return this.database.run((sqlite) => {
      const row = this.database.prepare(sqlite, sql).get(userId, fileId)
      return (row as DirectUpload | undefined) ?? null
    })
  }

  async put(userId: string, fileId: string, { uploadId, size }: DirectUpload): Promise<void> {
    const sql = `INSERT OR REPLACE INTO direct_uploads (user_id, file_id, upload_id, file_size, created_at)
      VALUES (?, ?, ?, ?, ?)`
    await this.database.run((sqlite) =>
      this.database.prepare(sqlite, sql).run(userId, fileId, uploadId, size, Date.now())
    )
  }

  async remove(userId: string, fileId: string): Promise<void> {
    const sql = 'DELETE FROM direct_uploads WHERE user_id = ? AND file_id = ?'
    await this.database.run((sqlite) => this.database.prepare(sqlite, sql).run(userId, fileId))
  }

  /** The upload was given up: neither it nor its file counts any more. */
  async giveUp(userId: string, fileId: string): Promise<void> {
    const statements = [
      'DELETE FROM direct_uploads WHERE user_id = ? AND file_id = ?',
      `DELETE FROM files WHERE user_id = ? AND id = ? AND status = 'uploading'`,
    ]
    await this.database.transaction((sqlite) => {
      for (const sql of statements) this.database.prepare(sqlite, sql).run(userId, fileId)
    })
  }

  async removeOlder(before: number): Promise<void> {
    const sql = 'DELETE FROM direct_uploads WHERE created_at < ?'
    await this.database.run((sqlite) => this.database.prepare(sqlite, sql).run(before))
  }
}
