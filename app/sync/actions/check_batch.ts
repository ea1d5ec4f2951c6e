import { checkClientEvent } from '#shared/events/catalog'
import { SERVER_CLIENT_ID, type LogEvent } from '#shared/protocol/log_event'
import type { IncomingEvent } from '#sync/event_log'

/** Why one event of a batch can never be accepted; safe for the operator's eyes. */
export interface Problem {
  index: number
  reason: string
}

export type BatchCheck =
  { type: 'valid'; incoming: IncomingEvent[] } | { type: 'invalid'; problems: Problem[] }

/** Checks every event of a batch and fixes the text that will be stored for it. */
export function checkBatch(batch: readonly LogEvent[]): BatchCheck {
  const incoming: IncomingEvent[] = []
  const problems: Problem[] = []
  for (const [
    index,
    { name, args, seqNum, parentSeqNum, clientId, sessionId },
  ] of batch.entries()) {
    if (!isClientName(clientId) || !isClientName(sessionId)) {
      problems.push({ index, reason: 'forged author' })
      continue
    }
    const check = checkClientEvent(name, args)
    switch (check.type) {
      case 'valid': {
        const { event } = check
        const text = JSON.stringify(args)
        incoming.push({ event, name, args: text, seqNum, parentSeqNum, clientId, sessionId })
        break
      }
      case 'unknown_event':
        problems.push({ index, reason: 'unknown event' })
        break
      case 'server_only':
        problems.push({ index, reason: 'only the server authors this event' })
        break
      case 'invalid':
        problems.push({ index, reason: check.problems.map(withoutKeys).join('; ') })
        break
      default: {
        const exhaustive: never = check
        throw new Error(`Unhandled check: ${String(exhaustive)}`)
      }
    }
  }
  return problems.length === 0 ? { type: 'valid', incoming } : { type: 'invalid', problems }
}

/** Half characters do not survive storage, and the device would not recognise its own event. */
function isClientName(name: string): boolean {
  return name !== SERVER_CLIENT_ID && name.isWellFormed()
}

/** A path may hold keys that the client made up, which is content. Only what looks like a field of ours is kept. */
function withoutKeys(problem: string): string {
  const end = problem.lastIndexOf(': ')
  const path = problem.slice(0, end).split('.')
  const kept = path.map((key) => (/^([a-z][A-Za-z]{0,24}|\d{1,4})?$/.test(key) ? key : '?'))
  return kept.join('.').slice(0, 120) + problem.slice(end)
}
