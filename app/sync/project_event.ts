import type { LoftEvent } from '#shared/events/catalog'
import { materialize } from '#shared/materializers/materialize'
import { renderStatement } from '#shared/materializers/render_statement'
import type BetterSqlite3 from 'better-sqlite3'

/** Turns SQL into a statement, cached by its text. */
export type Prepare = (sql: string) => BetterSqlite3.Statement

/** Applies one event to the tables. Append, rebuild and verify all come through here, so that they cannot differ. */
export function projectEvent(prepare: Prepare, userId: string, event: LoftEvent): void {
  for (const statement of materialize(event)) {
    const { sql, parameters } = renderStatement(statement, { user_id: userId })
    prepare(sql).run(parameters)
  }
}
