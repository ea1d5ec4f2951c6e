import type BetterSqlite3 from 'better-sqlite3'
import type { MainDatabase } from '#core/database'

/** Bytes in the drive whose last row went. */
export interface Orphan {
  userId: string
  key: string
}

/**
 * Bytes that are to be removed. Written in the transaction that removes their last row, and gone when they are: a bucket that
 * cannot be reached at that moment must not keep what somebody deleted.
 */
export class OrphanTable {
  constructor(private readonly database: MainDatabase) {}

  add(sqlite: BetterSqlite3.Database, { userId, key }: Orphan): void {
    const sql = 'INSERT OR IGNORE INTO orphaned_objects (user_id, storage_path) VALUES (?, ?)'
    this.database.prepare(sqlite, sql).run(userId, key)
  }

  some(limit: number): Promise<Orphan[]> {
    const sql = `SELECT user_id AS userId, storage_path AS key FROM orphaned_objects LIMIT ?`
    return this.database.run((sqlite) => this.database.prepare(sqlite, sql).all(limit) as Orphan[])
  }

  /** Whether a row promises these bytes, because the same content came in again. */
  isNamed({ userId, key }: Orphan): Promise<boolean> {
    const sql = 'SELECT 1 FROM files WHERE user_id = ? AND storage_path = ? LIMIT 1'
    return this.database.run(
      (sqlite) => this.database.prepare(sqlite, sql).get(userId, key) !== undefined
    )
  }

  async remove({ userId, key }: Orphan): Promise<void> {
    const sql = 'DELETE FROM orphaned_objects WHERE user_id = ? AND storage_path = ?'
    await this.database.run((sqlite) => this.database.prepare(sqlite, sql).run(userId, key))
  }
}
