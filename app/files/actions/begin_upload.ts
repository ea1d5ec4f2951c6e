import type { MainDatabase } from '#core/database'
import type { FileRow } from '#files/file_row'
import type { FilesConfig } from '#files/files_config'
import { documentKindOf } from '#shared/documents'

export interface BeginUploadInput {
  userId: string
  isGuest: boolean
  fileId: string
  name: string
  /** Bytes, as the browser says. */
  size: number
}

export type BeginUploadResult =
  | { type: 'begun' }
  /** All bytes are here already: an acknowledgement was lost. */
  | { type: 'complete' }
  | { type: 'too_large'; limit: number }
  | { type: 'quota_exceeded'; used: number; limit: number }
  | { type: 'too_many_unfinished'; limit: number }
  | { type: 'disk_full' }

/** Makes room for a file. Starting the same upload again changes nothing. */
export class BeginUpload {
  constructor(
    private readonly database: MainDatabase,
    private readonly config: FilesConfig,
    private readonly freeSpace: () => Promise<number>
  ) {}

  async handle(input: BeginUploadInput): Promise<BeginUploadResult> {
    const { userId, fileId, name, size } = input
    const { imageBytes, documentBytes, bytesPerUser, keepFree } = this.config
    const largest = documentKindOf(name) === null ? imageBytes : documentBytes
    if (size > largest) return { type: 'too_large', limit: largest }
    if ((await this.freeSpace()) - size < keepFree) return { type: 'disk_full' }
    const limit = input.isGuest ? bytesPerUser.guest : bytesPerUser.account

    return this.database.transaction((sqlite): BeginUploadResult => {
      const prepare = (sql: string) => this.database.prepare(sqlite, sql)
      const known = prepare('SELECT status FROM files WHERE user_id = ? AND id = ?').get(
        ...[userId, fileId]
      ) as Pick<FileRow, 'status'> | undefined
      if (known?.status === 'uploaded') return { type: 'complete' }
      const { used } = prepare(
        'SELECT coalesce(sum(file_size), 0) AS used FROM files WHERE user_id = ? AND id <> ?'
      ).get(userId, fileId) as { used: number }
      if (used + size > limit) return { type: 'quota_exceeded', used, limit }
      const now = Date.now()
      const most = this.config.unfinishedPerUser
      const { unfinished } = prepare(
        `SELECT count(*) AS unfinished FROM files
         WHERE user_id = ? AND id <> ? AND status = 'uploading' AND updated_at > ?`
      ).get(userId, fileId, now - this.config.keepUnused) as { unfinished: number }
      if (unfinished >= most) return { type: 'too_many_unfinished', limit: most }
      prepare(
        `INSERT INTO files (user_id, id, message_id, file_name, file_type, file_size, status, created_at, updated_at)
         VALUES (@userId, @fileId,
           (SELECT message_id FROM file_uses WHERE user_id = @userId AND file_id = @fileId LIMIT 1),
           @name, '', @size, 'uploading', @now, @now)
         ON CONFLICT (user_id, id) DO UPDATE SET file_name = excluded.file_name, file_size = excluded.file_size,
           status = excluded.status, updated_at = excluded.updated_at`
      ).run({ userId, fileId, name, size, now })
      return { type: 'begun' }
    })
  }
}
