import { eventSchemas, type EventName, type LoftEvent } from '#shared/events/catalog'
import { materialize } from '#shared/materializers/materialize'
import { renderStatement } from '#shared/materializers/render_statement'
import { tableColumns, type Row, type TableName } from '#shared/tables/tables'
import { Events, makeSchema, State } from '@livestore/livestore'

const kinds = {
  text: State.SQLite.text(),
  textOrNull: State.SQLite.text({ nullable: true }),
  integer: State.SQLite.integer(),
  integerOrNull: State.SQLite.integer({ nullable: true }),
}
type KindOf<Cell> = [string | null] extends [Cell]
  ? 'textOrNull'
  : [number | null] extends [Cell]
    ? 'integerOrNull'
    : [Cell] extends [string]
      ? 'text'
      : 'integer'
type Columns<T extends TableName> = { [C in keyof Row<T>]: (typeof kinds)[KindOf<Row<T>[C]>] }

/** Columns of a shared table in LiveStore's form. */
function columnsOf<T extends TableName>(table: T): Columns<T> {
  const definitions = Object.entries(tableColumns[table]).map(([name, column]) => {
    const kind = kinds['nullable' in column ? (`${column.type}OrNull` as const) : column.type]
    return [name, { ...kind, primaryKey: 'primaryKey' in column }]
  })
  return Object.fromEntries(definitions) as Columns<T>
}

/** Every live query must be answered from an index: it runs again on each commit. */
export const tables = {
  chats: State.SQLite.table({
    name: 'chats',
    columns: columnsOf('chats'),
    indexes: [{ name: 'chats_by_last_message', columns: ['deleted_at', 'last_message_at'] }],
  }),
  messages: State.SQLite.table({
    name: 'messages',
    columns: columnsOf('messages'),
    indexes: [
      { name: 'messages_by_chat', columns: ['chat_id', 'created_at'] },
      { name: 'messages_by_status', columns: ['status'] },
      { name: 'messages_by_model', columns: ['model', 'created_at'] },
    ],
  }),
  branch_selections: State.SQLite.table({
    name: 'branch_selections',
    columns: columnsOf('branch_selections'),
  }),
  preferences: State.SQLite.table({ name: 'preferences', columns: columnsOf('preferences') }),
  favourite_models: State.SQLite.table({
    name: 'favourite_models',
    columns: columnsOf('favourite_models'),
  }),
  presets: State.SQLite.table({ name: 'presets', columns: columnsOf('presets') }),
  documents: State.SQLite.table({
    name: 'documents',
    columns: columnsOf('documents'),
    indexes: [
      { name: 'documents_by_time', columns: ['deleted_at', 'created_at'] },
      { name: 'documents_by_project', columns: ['project_id'] },
      { name: 'documents_by_chat', columns: ['chat_id'] },
    ],
  }),
  projects: State.SQLite.table({ name: 'projects', columns: columnsOf('projects') }),
  applied_events: State.SQLite.table({
    name: 'applied_events',
    columns: columnsOf('applied_events'),
  }),
  refusals: State.SQLite.table({ name: 'refusals', columns: columnsOf('refusals') }),
}

const names = Object.keys(eventSchemas) as EventName[]

/** Event definitions by name: `events['v1.MessageSent'](args)`. */
export const events = Object.fromEntries(
  names.map((name) => [name, Events.synced({ name, schema: eventSchemas[name] as never })])
)

const materializers = State.SQLite.materializers(
  events,
  Object.fromEntries(
    names.map((name) => [
      name,
      (args: LoftEvent['args']) =>
        materialize({ name, args } as LoftEvent).map((statement) => {
          const { sql, parameters } = renderStatement(statement, {})
          return { sql, bindValues: parameters, writeTables: new Set([statement.table]) }
        }),
    ])
  ) as never
)

export const schema = makeSchema({
  events,
  state: State.SQLite.makeState({ tables, materializers }),
})
