import type { ServerEvent } from '#shared/events/catalog'
import type { Prepare } from '#sync/project_event'

/** Server events that wait for their append, as rows. Every call belongs into the transaction of its caller. */
export const pendingEvents = {
  add(prepare: Prepare, userId: string, events: readonly ServerEvent[]): void {
    const insert = prepare(
      'INSERT INTO pending_server_events (user_id, name, args, created_at) VALUES (?, ?, ?, ?)'
    )
    for (const { name, args } of events) insert.run(userId, name, JSON.stringify(args), Date.now())
  },

  /** Reads the oldest `limit` and removes them: append what you take, in the same transaction. */
  take(prepare: Prepare, userId: string, limit: number): ServerEvent[] {
    const rows = prepare(
      'SELECT id, name, args FROM pending_server_events WHERE user_id = ? ORDER BY id LIMIT ?'
    ).all(userId, limit) as { id: number; name: string; args: string }[]
    const last = rows.at(-1)
    if (!last) return []
    prepare('DELETE FROM pending_server_events WHERE user_id = ? AND id <= ?').run(userId, last.id)
    return rows.map(({ name, args }) => ({ name, args: JSON.parse(args) }) as ServerEvent)
  },

  exist(prepare: Prepare, userId: string): boolean {
    return Boolean(
      prepare('SELECT 1 FROM pending_server_events WHERE user_id = ? LIMIT 1').get(userId)
    )
  },

  userIds(prepare: Prepare): string[] {
    const rows = prepare('SELECT DISTINCT user_id FROM pending_server_events').all()
    return (rows as { user_id: string }[]).map((row) => row.user_id)
  },
}
