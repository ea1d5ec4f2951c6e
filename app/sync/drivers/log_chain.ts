import { isDeepStrictEqual } from 'node:util'
import type { IncomingEvent, Store } from '#sync/event_log'
import type { Prepare } from '#sync/project_event'

/** Index of the first event that does not follow the one before it, -1 when all do. LiveStore numbers without gaps. */
export function brokenAt(batch: readonly IncomingEvent[]): number {
  return batch.findIndex(
    ({ seqNum, parentSeqNum }, index) =>
      seqNum !== parentSeqNum + 1 || (index > 0 && parentSeqNum !== batch[index - 1].seqNum)
  )
}

interface StoredRow {
  name: string
  args: string
  client_id: string
  session_id: string
}

/** How many events at the start of the batch are in the log already, at the same place and equal. */
export function countStored(
  prepare: Prepare,
  store: Store,
  batch: readonly IncomingEvent[]
): number {
  const select = prepare(
    'SELECT name, args, client_id, session_id FROM events WHERE store_id = ? AND seq_num = ?'
  )
  let count = 0
  for (const event of batch) {
    if (event.seqNum > store.head) break
    const row = select.get(store.id, event.seqNum) as StoredRow | undefined
    if (!row || !isEqual(row, event)) break
    count++
  }
  return count
}

/** A client compares JSON values, so other spelling of the same value is the same event. */
function isEqual(row: StoredRow, event: IncomingEvent): boolean {
  return (
    row.name === event.name &&
    row.client_id === event.clientId &&
    row.session_id === event.sessionId &&
    (row.args === event.args || isDeepStrictEqual(JSON.parse(row.args), JSON.parse(event.args)))
  )
}
