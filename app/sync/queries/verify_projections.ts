import type { MainDatabase } from '#core/database'
import { tableColumns, type TableName } from '#shared/tables/tables'
import { readStoredEvents } from '#sync/stored_events'
import { projectEvent, type Prepare } from '#sync/project_event'
import BetterSqlite3 from 'better-sqlite3'

export interface Difference {
  userId: string
  table: TableName
  /** Values of the primary key after `user_id`. */
  key: string[]
  kind: 'missing' | 'unexpected' | 'different'
  /** Names of the columns that differ; never their content. */
  columns: string[]
}

export interface VerifyProjectionsOutcome {
  users: number
  events: number
  differences: Difference[]
}

type Cells = Record<string, string | number | null>

const EVENTS_PER_READ = 500
const tableNames = Object.keys(tableColumns) as TableName[]

/** Plays every log again into tables in memory, with the statements that `append` uses, and compares row by row. */
export class VerifyProjections {
  constructor(private readonly database: MainDatabase) {}

  async handle({ userId }: { userId?: string } = {}): Promise<VerifyProjectionsOutcome> {
    const outcome: VerifyProjectionsOutcome = { users: 0, events: 0, differences: [] }
    const stores = await this.database.run(
      (sqlite) =>
        sqlite.prepare('SELECT id, user_id AS userId FROM stores').all() as Record<
          'id' | 'userId',
          string
        >[]
    )
    for (const store of stores) {
      if (userId !== undefined && store.userId !== userId) continue
      // One synchronous piece per person: nothing can be appended between the replay and the comparison.
      // A transaction as well, because a server in another process may.
      await this.database.run((sqlite) =>
        sqlite.transaction(() => this.#verify(sqlite, store, outcome))()
      )
      outcome.users++
    }
    return outcome
  }

  #verify(
    sqlite: BetterSqlite3.Database,
    store: { id: string; userId: string },
    outcome: VerifyProjectionsOutcome
  ): void {
    const prepare: Prepare = (sql) => this.database.prepare(sqlite, sql)
    const replica = new BetterSqlite3(':memory:')
    try {
      for (const sql of tableDefinitions(sqlite)) replica.exec(sql)
      const prepareReplica: Prepare = (sql) => this.database.prepare(replica, sql)
      for (let cursor = 0; ;) {
        const { events, last } = readStoredEvents(prepare, store.id, cursor, EVENTS_PER_READ)
        if (last === 0) break
        for (const event of events) projectEvent(prepareReplica, store.userId, event)
        outcome.events += events.length
        cursor = last
      }
      for (const table of tableNames) {
        const expected = readTable(prepareReplica, table, store.userId)
        const actual = readTable(prepare, table, store.userId)
        outcome.differences.push(...compare(store.userId, table, expected, actual))
      }
    } finally {
      replica.close()
    }
  }
}

function tableDefinitions(sqlite: BetterSqlite3.Database): string[] {
  const names = tableNames.map((name) => `'${name}'`).join(', ')
  const rows = sqlite
    .prepare(`SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN (${names})`)
    .all() as { sql: string }[]
  return rows.map(({ sql }) => sql)
}

function readTable(prepare: Prepare, table: TableName, userId: string): Map<string, Cells> {
  const columns = Object.entries(tableColumns[table] as Record<string, { primaryKey?: true }>)
  const key = columns.flatMap(([name, { primaryKey }]) => (primaryKey ? [name] : []))
  const rows = prepare(`SELECT * FROM ${table} WHERE user_id = ?`).all(userId) as Cells[]
  return new Map(rows.map((row) => [JSON.stringify(key.map((name) => row[name])), row]))
}

function compare(
  userId: string,
  table: TableName,
  expected: Map<string, Cells>,
  actual: Map<string, Cells>
): Difference[] {
  const differences: Difference[] = []
  for (const keyText of new Set([...expected.keys(), ...actual.keys()])) {
    const [wanted, found] = [expected.get(keyText), actual.get(keyText)]
    const key = JSON.parse(keyText) as string[]
    if (!wanted) differences.push({ userId, table, key, kind: 'unexpected', columns: [] })
    else if (!found) differences.push({ userId, table, key, kind: 'missing', columns: [] })
    else {
      const columns = Object.keys(wanted).filter((name) => wanted[name] !== found[name])
      if (columns.length > 0) {
        differences.push({ userId, table, key, kind: 'different', columns })
      }
    }
  }
  return differences
}
