import type { MainDatabase } from '#core/database'
import { tableColumns } from '#shared/tables/tables'
import { readStoredEvents } from '#sync/stored_events'
import { projectEvent, type Prepare } from '#sync/project_event'

export interface RebuildProjectionsInput {
  /** One person; everybody when left out. */
  userId?: string
}

export interface RebuildProjectionsOutcome {
  users: number
  events: number
}

/** Small enough for transactions well under 20 ms: somebody may be waiting for the disk. */
const EVENTS_PER_STEP = 200
const ROWS_PER_STEP = 500

/**
 * Drops the tables of a log and plays the log again. A row in `projection_rebuilds` marks it, so that one
 * that was cut off is done again before the next start, and half a table is never shown.
 */
export class RebuildProjections {
  constructor(private readonly database: MainDatabase) {}

  async handle({ userId }: RebuildProjectionsInput): Promise<RebuildProjectionsOutcome> {
    const userIds = userId === undefined ? await this.#usersOf('stores') : [userId]
    return this.#rebuild(userIds)
  }

  /** Finishes interrupted rebuilds. */
  async resume(): Promise<RebuildProjectionsOutcome> {
    return this.#rebuild(await this.#usersOf('projection_rebuilds'))
  }

  async #rebuild(userIds: string[]): Promise<RebuildProjectionsOutcome> {
    let events = 0
    for (const userId of userIds) {
      await this.#step((prepare) =>
        prepare('INSERT OR IGNORE INTO projection_rebuilds (user_id) VALUES (?)').run(userId)
      )
      await this.#empty(userId)
      events += await this.#replay(userId)
    }
    return { users: userIds.length, events }
  }

  async #empty(userId: string): Promise<void> {
    for (const [table, columns] of Object.entries(tableColumns)) {
      const keys = Object.entries(columns as Record<string, { primaryKey?: true }>)
      const key = keys.flatMap(([name, { primaryKey }]) => (primaryKey ? [name] : [])).join(', ')
      const sql = `DELETE FROM ${table} WHERE user_id = ? AND (${key}) IN
        (SELECT ${key} FROM ${table} WHERE user_id = ? LIMIT ${ROWS_PER_STEP})`
      let deleted: number
      do deleted = await this.#step((prepare) => prepare(sql).run(userId, userId).changes)
      while (deleted === ROWS_PER_STEP)
    }
  }

  async #replay(userId: string): Promise<number> {
    let count = 0
    for (let cursor = 0; ;) {
      const { events, last } = await this.#step((prepare) => {
        const step = readStoredEvents(prepare, storeIdOf(prepare, userId), cursor, EVENTS_PER_STEP)
        for (const event of step.events) projectEvent(prepare, userId, event)
        const isDone = step.last === 0
        if (isDone) prepare('DELETE FROM projection_rebuilds WHERE user_id = ?').run(userId)
        return step
      })
      if (last === 0) return count
      count += events.length
      cursor = last
    }
  }

  #step<T>(work: (prepare: Prepare) => T): Promise<T> {
    return this.database.transaction((sqlite) => work((sql) => this.database.prepare(sqlite, sql)))
  }

  #usersOf(table: 'stores' | 'projection_rebuilds'): Promise<string[]> {
    return this.#step((prepare) =>
      (prepare(`SELECT user_id FROM ${table}`).all() as { user_id: string }[]).map(
        (row) => row.user_id
      )
    )
  }
}

function storeIdOf(prepare: Prepare, userId: string): string {
  const row = prepare('SELECT id FROM stores WHERE user_id = ?').get(userId)
  return (row as { id: string } | undefined)?.id ?? ''
}
