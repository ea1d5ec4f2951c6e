import type { Condition, Statement, Value } from './statement.js'

export interface RenderedStatement {
  /** SQL with positional `?` parameters, understood by SQLite. */
  sql: string
  parameters: Value[]
}

/**
 * Statement to SQL. `scope` is put into every row written, every row matched and every condition: the server passes
 * `{ user_id }`, so that no event can read or change a row of another person; a browser's database has one owner and passes {}.
 */
export function renderStatement(
  statement: Statement,
  scope: Readonly<Record<string, Value>>
): RenderedStatement {
  const parameters: Value[] = []
  const bind = (value: Value) => {
    parameters.push(value)
    return '?'
  }
  const matches = (match: Condition['match']) =>
    Object.entries({ ...scope, ...match })
      .filter((entry): entry is [string, Value | readonly Value[]] => entry[1] !== undefined)
      .map(([column, value]) => {
        if (value === null) return `${column} IS NULL`
        if (typeof value === 'object') return `${column} IN (${value.map(bind).join(', ')})`
        return `${column} = ${bind(value)}`
      })
      .join(' AND ') || '1 = 1'
  const conditions = (list: Condition[]) =>
    list.map(
      ({ table, match, exists }) =>
        `${exists ? '' : 'NOT '}EXISTS (SELECT 1 FROM ${table} WHERE ${matches(match)})`
    )

  if (statement.kind === 'update') {
    const set = Object.entries(statement.set).map(([column, value]) => `${column} = ${bind(value)}`)
    const where = [matches(statement.match), ...conditions(statement.when)]
    return {
      sql: `UPDATE ${statement.table} SET ${set.join(', ')} WHERE ${where.join(' AND ')}`,
      parameters,
    }
  }

  const row = { ...scope, ...statement.values }
  const columns = Object.keys(row)
  const values = Object.values(row).map(bind).join(', ')
  const where = ['1 = 1', ...conditions(statement.when)].join(' AND ')
  const source = `INSERT INTO ${statement.table} (${columns.join(', ')}) SELECT ${values} WHERE ${where}`
  if (statement.kind === 'insert') return { sql: `${source} ON CONFLICT DO NOTHING`, parameters }

  const key = [...Object.keys(scope), ...statement.key]
  const changes = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`)
  return {
    sql: `${source} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')}`,
    parameters,
  }
}
