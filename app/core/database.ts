import type { Database } from '@adonisjs/lucid/database'
import type BetterSqlite3 from 'better-sqlite3'

export type StorageFault = 'DATABASE_LOCKED' | 'DISK_FULL' | 'STORAGE'

/**
 * The database could not take the work just now. Nothing was stored, so nothing may be acknowledged;
 * the same work may succeed later.
 */
export class StorageUnavailableError extends Error {
  readonly isRetryable = true
  /** HTTP status, for requests that meet it. */
  readonly status = 503

  constructor(
    readonly code: StorageFault,
    cause: unknown
  ) {
    super(`Storage is unavailable (${code})`, { cause })
    this.name = 'StorageUnavailableError'
  }
}

/** knex's pool, as far as it is used here. */
interface ConnectionPool {
  acquireConnection(): Promise<BetterSqlite3.Database>
  releaseConnection(connection: BetterSqlite3.Database): Promise<void>
}

/**
 * Synchronous work on the very connection Lucid uses for `main`. A second connection would wait for
 * Lucid's transactions while blocking the event loop that has to finish them.
 *
 * Never call it from inside a Lucid transaction on `main`: that holds the only connection.
 *
 * @throws StorageUnavailableError when SQLite is locked, full or failing; nothing was stored then.
 */
export class MainDatabase {
  readonly #statements = new WeakMap<BetterSqlite3.Database, Map<string, BetterSqlite3.Statement>>()

  constructor(private readonly lucid: Database) {}

  /** Runs reads, or a write that stands alone. Keep it under 20 ms: everything else waits. */
  async run<T>(work: (sqlite: BetterSqlite3.Database) => T): Promise<T> {
    try {
      const pool = this.lucid.connection('main').getWriteClient().client as ConnectionPool
      const sqlite = await pool.acquireConnection()
      try {
        return work(sqlite)
      } finally {
        await pool.releaseConnection(sqlite)
      }
    } catch (error) {
      throw asStorageFault(error)
    }
  }

  /** The same inside BEGIN IMMEDIATE … COMMIT; a throw rolls everything back. */
  transaction<T>(work: (sqlite: BetterSqlite3.Database) => T): Promise<T> {
    return this.run((sqlite) => sqlite.transaction(() => work(sqlite)).immediate())
  }

  /** A prepared statement, kept for as long as its connection lives. */
  prepare(sqlite: BetterSqlite3.Database, sql: string): BetterSqlite3.Statement {
    let statements = this.#statements.get(sqlite)
    if (!statements) this.#statements.set(sqlite, (statements = new Map()))
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = sqlite.prepare(sql)))
    return statement
  }
}

/** Recognises the faults of SQLite and of the connection pool; anything else passes unchanged. */
function asStorageFault(error: unknown): unknown {
  const { code = '', name = '' } = (error ?? {}) as { code?: unknown; name?: string }
  if (/^SQLITE_(BUSY|LOCKED)/.test(String(code))) {
    return new StorageUnavailableError('DATABASE_LOCKED', error)
  }
  if (code === 'SQLITE_FULL') return new StorageUnavailableError('DISK_FULL', error)
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(String(code))) {
    return new StorageUnavailableError('STORAGE', error)
  }
  // The pool hands out its one connection in turn: a time-out there means somebody keeps it.
  return name.endsWith('TimeoutError')
    ? new StorageUnavailableError('DATABASE_LOCKED', error)
    : error
}
