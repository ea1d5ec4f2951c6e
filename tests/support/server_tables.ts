import { type LoftEvent } from '#shared/events/catalog'
import { materialize } from '#shared/materializers/materialize'
import { renderStatement } from '#shared/materializers/render_statement'
import { tableColumns, type TableName } from '#shared/tables/tables'
import type { LoftServer } from '#tests/support/loft_server'
import BetterSqlite3 from 'better-sqlite3'

export interface StoredEvent {
  seqNum: number
  parentSeqNum: number
  name: LoftEvent['name']
  args: LoftEvent['args']
  author: string
  receivedAt: number
}

export type Tables = Record<TableName, string[]>

export const tableNames = Object.keys(tableColumns) as TableName[]

/** The log of one person as the server has it. */
export function readLog(server: LoftServer, storeId: string): StoredEvent[] {
  return query(
    server,
    'SELECT seq_num AS seqNum, parent_seq_num AS parentSeqNum, name, args, author, received_at AS receivedAt FROM events WHERE store_id = ? ORDER BY seq_num',
    [storeId]
  ).map((row) => ({ ...row, args: JSON.parse(String(row.args)) }) as unknown as StoredEvent)
}

/** The server's tables of one person. */
export function readProjections(server: LoftServer, userId: string): Tables {
  return tablesOf((table) => query(server, `SELECT * FROM ${table} WHERE user_id = ?`, [userId]))
}

/** What the log amounts to when it is played from the start. */
export function replay(log: readonly StoredEvent[]): Tables {
  const sqlite = new BetterSqlite3(':memory:')
  try {
    for (const table of tableNames) sqlite.exec(createTable(table))
    for (const { name, args } of log) {
      for (const statement of materialize({ name, args } as LoftEvent)) {
        const { sql, parameters } = renderStatement(statement, {})
        sqlite.prepare(sql).run(...parameters)
      }
    }
    return tablesOf((table) => sqlite.prepare(`SELECT * FROM ${table}`).all() as Cells[])
  } finally {
    sqlite.close()
  }
}

type Cells = Record<string, unknown>

/** Rows as text in one order, so that two sides can be compared and a difference read. */
export function tablesOf(read: (table: TableName) => Cells[]): Tables {
  return Object.fromEntries(
    tableNames.map((table) => {
      const columns = Object.keys(tableColumns[table])
      const rows = read(table).map((row) => columns.map((name) => [name, row[name]]))
      return [table, rows.map((row) => JSON.stringify(Object.fromEntries(row))).sort()]
    })
  ) as Tables
}

export function query(server: LoftServer, sql: string, parameters: string[] = []): Cells[] {
  const sqlite = server.openDatabase()
  try {
    return sqlite.prepare(sql).all(...parameters) as Cells[]
  } finally {
    sqlite.close()
  }
}

function createTable(table: TableName): string {
  const columns = Object.entries(
    tableColumns[table] as Record<string, { type: string; primaryKey?: true }>
  )
  const keys = columns.filter(([, { primaryKey }]) => primaryKey).map(([name]) => name)
  const lines = columns.map(([name, { type }]) => `${name} ${type}`)
  return `CREATE TABLE ${table} (${lines.join(', ')}, PRIMARY KEY (${keys.join(', ')}))`
}
