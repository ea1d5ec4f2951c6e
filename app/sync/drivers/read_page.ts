import { limits } from '#shared/limits'
import type { LogPage } from '#sync/event_log'
import type { Prepare } from '#sync/project_event'

type EventRow = [
  seqNum: number,
  parentSeqNum: number,
  name: string,
  args: string,
  clientId: string,
  sessionId: string,
]

const SELECT = `
  SELECT seq_num, parent_seq_num, name, args, client_id, session_id FROM events
  WHERE store_id = ? AND seq_num > ? ORDER BY seq_num LIMIT ${limits.pageEvents + 1}`

/** Cuts one page. An event larger than a page is a page of its own. */
export function readPage(prepare: Prepare, storeId: string, cursor: number): LogPage {
  const events: string[] = []
  let bytes = 0
  let last = cursor
  let isCut = false
  for (const row of prepare(SELECT).raw().iterate(storeId, cursor) as Iterable<EventRow>) {
    const event = spliceEvent(row)
    bytes += Buffer.byteLength(event)
    isCut = events.length === limits.pageEvents || (events.length > 0 && bytes > limits.pageBytes)
    if (isCut) break
    events.push(event)
    last = row[0]
  }
  return { events, cursor: last, remaining: isCut ? countAfter(prepare, storeId, last) : 0 }
}

function countAfter(prepare: Prepare, storeId: string, cursor: number): number {
  const row = prepare(
    'SELECT count(*) AS count FROM events WHERE store_id = ? AND seq_num > ?'
  ).get(storeId, cursor) as { count: number }
  return row.count
}

/** JSON of a `LogEvent` around the args as stored: parsing them would cost, and could change what clients compare. */
function spliceEvent([seqNum, parentSeqNum, name, args, clientId, sessionId]: EventRow): string {
  return (
    `{"name":${JSON.stringify(name)},"args":${args},"seqNum":${seqNum},"parentSeqNum":${parentSeqNum}` +
    `,"clientId":${JSON.stringify(clientId)},"sessionId":${JSON.stringify(sessionId)}}`
  )
}
