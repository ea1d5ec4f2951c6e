import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'

const PATIENCE = 5_000

export class DataFolderInUseError extends Error {
  readonly code = 'E_DATA_FOLDER_IN_USE'

  constructor(dataDirectory: string) {
    super(`Another Loft server uses ${dataDirectory}: stop it, or set DATA_DIR to another folder.`)
  }
}

/**
 * Only one process may write `main`. The lock is SQLite's own on a file beside it: the system lets go of it however the process
 * ends, so it is never stale.
 */
export class ServerLock {
  private constructor(private readonly file: BetterSqlite3.Database) {}

  /** Null when another process holds it. */
  static tryTake(dataDirectory: string): ServerLock | null {
    const file = new BetterSqlite3(join(dataDirectory, 'server.lock'), { timeout: 0 })
    try {
      file.exec('BEGIN EXCLUSIVE')
      return new ServerLock(file)
    } catch (error) {
      file.close()
      if ((error as { code?: string }).code === 'SQLITE_BUSY') return null
      throw error
    }
  }

  /** Waits a moment for a predecessor that is shutting down. */
  static async take(dataDirectory: string): Promise<ServerLock> {
    const deadline = Date.now() + PATIENCE
    for (;;) {
      const lock = ServerLock.tryTake(dataDirectory)
      if (lock) return lock
      if (Date.now() > deadline) {
        throw new DataFolderInUseError(dataDirectory)
      }
      await sleep(100)
    }
  }

  release(): void {
    this.file.close()
  }
}
