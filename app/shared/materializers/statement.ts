import type { ColumnName, Row, TableName } from '../tables/tables.js'

export type Value = string | number | null
/** Rows whose columns equal these values; a list means any of them. */
export type Match<T extends TableName> = {
  [C in ColumnName<T>]?: Row<T>[C] | readonly Row<T>[C][]
}

/** Something about the tables that must hold for a statement to have an effect. */
export interface Condition {
  table: TableName
  match: Record<string, Value | readonly Value[] | undefined>
  exists: boolean
}

/**
 * One change of one table, as data. Statements are total: an insert of a row that exists is ignored, a change of a row that
 * does not exist does nothing, so no event can ever stop a client. Browser and server render the same statement.
 */
export type Statement =
  | { kind: 'insert'; table: TableName; values: Record<string, Value>; when: Condition[] }
  | {
      kind: 'update'
      table: TableName
      set: Record<string, Value>
      match: Condition['match']
      when: Condition[]
    }
  | {
      kind: 'upsert'
      table: TableName
      key: readonly string[]
      values: Record<string, Value>
      when: Condition[]
    }

export const insert = <T extends TableName>(
  table: T,
  values: Row<T>,
  when: Condition[] = []
): Statement => ({ kind: 'insert', table, values: values as Record<string, Value>, when })

export const update = <T extends TableName>(
  table: T,
  set: Partial<Row<T>>,
  match: Match<T>,
  when: Condition[] = []
): Statement => ({
  kind: 'update',
  table,
  set: set as Record<string, Value>,
  match: match as Condition['match'],
  when,
})

export const upsert = <T extends TableName>(
  table: T,
  key: readonly ColumnName<T>[],
  values: Row<T>,
  when: Condition[] = []
): Statement => ({ kind: 'upsert', table, key, values: values as Record<string, Value>, when })

export const exists = <T extends TableName>(table: T, match: Match<T>): Condition => ({
  table,
  match: match as Condition['match'],
  exists: true,
})

export const missing = <T extends TableName>(table: T, match: Match<T>): Condition => ({
  table,
  match: match as Condition['match'],
  exists: false,
})
