import type { SqliteConfig } from '@adonisjs/lucid/types/database'
import type BetterSqlite3 from 'better-sqlite3'

interface Durability {
  synchronous: 'FULL' | 'NORMAL'
  secureDelete: boolean
}

/** A Lucid connection to one SQLite file in WAL mode, with migrations in a folder of its own. */
export function sqliteConnection(
  name: string,
  filename: string,
  { synchronous, secureDelete }: Durability
): SqliteConfig {
  return {
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      // Exactly one connection: SQLite has one writer, and a second one in this process could only
      // wait for the first while blocking the event loop both run on.
      min: 1,
      max: 1,
      acquireTimeoutMillis: 5_000,
      afterCreate(
        sqlite: BetterSqlite3.Database,
        done: (error: Error | null, made: unknown) => void
      ) {
        sqlite.pragma('journal_mode = WAL')
        sqlite.pragma(`synchronous = ${synchronous}`)
        sqlite.pragma(`secure_delete = ${secureDelete ? 'ON' : 'OFF'}`)
        sqlite.pragma('busy_timeout = 5000')
        sqlite.pragma('foreign_keys = ON')
        done(null, sqlite)
      },
    },
    migrations: { naturalSort: true, paths: [`database/migrations/${name}`] },
    schemaGeneration: { enabled: false },
  }
}
