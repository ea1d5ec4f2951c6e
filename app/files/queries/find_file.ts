import type { MainDatabase } from '#core/database'
import type { FileRow } from '#files/file_row'

export interface StoredFile {
  name: string
  mediaType: string
  size: number
  /** Key in the drive. */
  path: string
}

/** A complete file of this person; null for one that is not there, not complete, or not theirs. */
export class FindFile {
  constructor(private readonly database: MainDatabase) {}

  async handle(userId: string, fileId: string): Promise<StoredFile | null> {
    const row = await this.database.run(
      (sqlite) =>
        this.database
          .prepare(
            sqlite,
            `SELECT * FROM files WHERE user_id = ? AND id = ? AND status = 'uploaded'`
          )
          .get(userId, fileId) as FileRow | undefined
    )
    if (!row?.storage_path) return null
    return {
      name: row.file_name,
      mediaType: row.file_type,
      size: row.file_size,
      path: row.storage_path,
    }
  }
}
