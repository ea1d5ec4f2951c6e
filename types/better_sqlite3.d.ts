/**
 * The part of better-sqlite3 13 that Loft uses. The package ships no types, and @types/better-sqlite3
 * describes another major version.
 */
declare module 'better-sqlite3' {
  namespace BetterSqlite3 {
    type Value = string | number | bigint | Uint8Array | null
    type Parameters = Value | readonly Value[] | Readonly<Record<string, Value>>

    interface RunResult {
      changes: number
      lastInsertRowid: number | bigint
    }

    interface Statement {
      readonly reader: boolean
      run(...parameters: Parameters[]): RunResult
      get(...parameters: Parameters[]): unknown
      all(...parameters: Parameters[]): unknown[]
      iterate(...parameters: Parameters[]): IterableIterator<unknown>
      /** Rows as the value of their first column. */
      pluck(toggle?: boolean): this
      /** Rows as arrays. */
      raw(toggle?: boolean): this
    }

    interface Transaction<T> {
      (): T
      /** BEGIN IMMEDIATE: takes the write lock at once instead of failing half-way. */
      immediate(): T
    }

    interface Options {
      readonly?: boolean
      fileMustExist?: boolean
      /** How long to wait for a lock, in milliseconds. */
      timeout?: number
    }

    interface Database {
      readonly name: string
      readonly open: boolean
      readonly inTransaction: boolean
      prepare(sql: string): Statement
      exec(sql: string): this
      loadExtension(path: string): this
      pragma(source: string, options?: { simple?: boolean }): unknown
      transaction<T>(work: () => T): Transaction<T>
      close(): this
    }

    interface SqliteError extends Error {
      /** Extended result code, such as SQLITE_BUSY_SNAPSHOT. */
      readonly code: string
    }
  }

  const BetterSqlite3: {
    new (filename: string, options?: BetterSqlite3.Options): BetterSqlite3.Database
    readonly SqliteError: new (message: string, code: string) => BetterSqlite3.SqliteError
  }
  export default BetterSqlite3
}
