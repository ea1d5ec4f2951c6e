import type { MainDatabase } from '#core/database'
import type { ContentLocks } from '#files/content_locks'
import type { FilesConfig } from '#files/files_config'
import { OrphanTable, type Orphan } from '#files/orphan_table'
import type { Disk } from '@adonisjs/drive'

const ROWS_PER_STEP = 100

/**
 * No message that still stands names the file, and it is no document. Files of drafts and of messages on their way have a day to
 * be named. The tables of messages and documents are read, not owned: they are the log's shadow.
 */
const UNUSED = `
  SELECT f.user_id, f.id, f.storage_path FROM files f
  LEFT JOIN documents d ON d.user_id = f.user_id AND d.id = f.id
  WHERE (f.updated_at < @before OR f.message_id IS NOT NULL OR d.deleted_at IS NOT NULL)
    AND (d.id IS NULL OR d.deleted_at IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM file_uses u JOIN messages m ON m.user_id = u.user_id AND m.id = u.message_id
      WHERE u.user_id = f.user_id AND u.file_id = f.id AND m.deleted_at IS NULL)
  LIMIT ${ROWS_PER_STEP}`

const NAMED = 'SELECT 1 FROM files WHERE user_id = ? AND storage_path = ? LIMIT 1'

interface Unused {
  user_id: string
  id: string
  storage_path: string | null
}

/** Removes files that nothing names any more: row first, bytes when no other row of the person shares them. */
export class SweepFiles {
  readonly #orphans: OrphanTable

  constructor(
    private readonly database: MainDatabase,
    private readonly disk: Disk,
    private readonly config: FilesConfig,
    private readonly locks: ContentLocks
  ) {
    this.#orphans = new OrphanTable(database)
  }

  /** Returns how many went. Throws when the drive is in trouble; what it has kept goes with the next sweep. */
  async handle(now = Date.now()): Promise<number> {
    let count = 0
    for (;;) {
      const removed = await this.#removeRows(now - this.config.keepUnused)
      count += removed
      if (removed < ROWS_PER_STEP) break
    }
    for (;;) {
      const orphans = await this.#orphans.some(ROWS_PER_STEP)
      if (orphans.length === 0) return count
      for (const orphan of orphans) await this.#removeBytes(orphan)
    }
  }

  /** The same content may have come in again since its last row went. */
  #removeBytes(orphan: Orphan): Promise<void> {
    return this.locks.hold(orphan.key, async () => {
      if (!(await this.#orphans.isNamed(orphan))) await this.disk.delete(orphan.key)
      await this.#orphans.remove(orphan)
    })
  }

  #removeRows(before: number): Promise<number> {
    return this.database.transaction((sqlite) => {
      const prepare = (sql: string) => this.database.prepare(sqlite, sql)
      const rows = prepare(UNUSED).all({ before }) as Unused[]
      for (const row of rows) {
        prepare('DELETE FROM files WHERE user_id = ? AND id = ?').run(row.user_id, row.id)
        prepare('DELETE FROM file_uses WHERE user_id = ? AND file_id = ?').run(row.user_id, row.id)
      }
      for (const { user_id: userId, storage_path: key } of rows) {
        if (key && !prepare(NAMED).get(userId, key)) this.#orphans.add(sqlite, { userId, key })
      }
      return rows.length
    })
  }
}
