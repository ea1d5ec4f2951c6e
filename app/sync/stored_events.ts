import { isKnownEvent, type LoftEvent } from '#shared/events/catalog'
import type { Prepare } from '#sync/project_event'

/** Reads up to `limit` events of a log to play them again. `last` is 0 when there were none. Names of a newer build are skipped. */
export function readStoredEvents(
  prepare: Prepare,
  storeId: string,
  cursor: number,
  limit: number
): { events: LoftEvent[]; last: number } {
  const rows = prepare(
    'SELECT seq_num, name, args FROM events WHERE store_id = ? AND seq_num > ? ORDER BY seq_num LIMIT ?'
  ).all(storeId, cursor, limit) as { seq_num: number; name: string; args: string }[]
  const events = rows
    .filter(({ name }) => isKnownEvent(name))
    .map(({ name, args }) => ({ name, args: JSON.parse(args) }) as LoftEvent)
  return { events, last: rows.at(-1)?.seq_num ?? 0 }
}
