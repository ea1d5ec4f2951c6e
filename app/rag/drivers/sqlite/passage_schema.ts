import { closeSync, chmodSync, openSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type BetterSqlite3 from 'better-sqlite3'
import { load } from 'sqlite-vec'

type Connection = BetterSqlite3.Database

/**
 * Steps of the schema, oldest first; `user_version` says how many a file has taken. A step is never changed, only followed by
 * another.
 *
 * A passage's id is `document number * 2^20 + ordinal`, so that the passages of a document are one range everywhere. A document that
 * is put again gets a new number. Each user has a partition, and each partition a full-text table of its own (`terms_<number>`):
 * how rare a word is, is counted among the user's own passages.
 */
const STEPS = [
  `
  CREATE TABLE partitions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL UNIQUE
  );
  CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    partition INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    languages TEXT NOT NULL,
    UNIQUE (partition, document_id)
  );
  CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    header TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    tokens INTEGER NOT NULL
  );
  -- Vectors of one model in one partition are a space; only they are compared.
  CREATE TABLE spaces (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    partition INTEGER NOT NULL,
    model TEXT NOT NULL,
    dimensions INTEGER NOT NULL,
    UNIQUE (partition, model, dimensions)
  );
  -- One bit per dimension: small enough to look at every passage in reach, a document after the other.
  CREATE TABLE signs (
    space INTEGER NOT NULL,
    passage INTEGER NOT NULL,
    bits BLOB NOT NULL,
    PRIMARY KEY (space, passage)
  ) WITHOUT ROWID;
  -- One byte per dimension, for the passages whose signs are nearest.
  CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  );
  `,
]

/**
 * Opens the file of passages and brings its schema up to date. Any thread may be the first.
 *
 * @throws when the file was written by a newer Loft
 */
export function openPassages(path: string): Connection {
  // SQLite makes its -wal and -shm files with the mode of the file.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const sqlite = new Sqlite(path, { timeout: 5_000 })
  load(sqlite)
  sqlite.pragma('journal_mode = WAL')
  // A step of the pipeline counts as done once its passages are stored: they must survive a power failure.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('secure_delete = ON')
  sqlite.pragma('cache_size = -32000')
  sqlite.pragma('mmap_size = 268435456')
  migrate(sqlite)
  return sqlite
}

function migrate(sqlite: Connection): void {
  const version = () => Number(sqlite.pragma('user_version', { simple: true }))
  if (version() === STEPS.length) return
  sqlite
    .transaction(() => {
      const taken = version()
      if (taken > STEPS.length) {
        throw new Error('passages.sqlite was written by a newer version of Loft')
      }
      for (const step of STEPS.slice(taken)) sqlite.exec(step)
      sqlite.pragma(`user_version = ${STEPS.length}`)
    })
    .immediate()
}

const BITS = 20n

/** Ids of the passages of a document, from `first` up to and without `end`. BigInt, since FTS5 takes no float for a row id. */
export const rangeOf = (number: number) => ({
  first: BigInt(number) << BITS,
  end: BigInt(number + 1) << BITS,
})

export const idOf = (number: number, ordinal: number): bigint =>
  (BigInt(number) << BITS) + BigInt(ordinal)

export const placeOfId = (id: number) => ({
  number: Math.floor(id / 2 ** 20),
  ordinal: id % 2 ** 20,
})

/** The full-text table of a partition. A name cannot be a parameter: only numbers of our own get in here. */
export const termsTable = (partition: number): string => `terms_${Math.trunc(partition)}`
