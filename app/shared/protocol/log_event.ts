import { Schema } from 'effect'

/** A place in a log: 0 is before the first event, the first event has 1 and its parent is 0. */
export const SequenceNumber = Schema.NonNegativeInt

/**
 * An event with its place in a log, as LiveStore encodes it. `args` come back JSON-equal to what was pushed, always: a client
 * compares them to recognise its own events.
 */
export const LogEvent = Schema.Struct({
  name: Schema.String.pipe(Schema.maxLength(100)),
  args: Schema.Unknown,
  seqNum: SequenceNumber,
  parentSeqNum: SequenceNumber,
  clientId: Schema.String.pipe(Schema.minLength(1), Schema.maxLength(64)),
  sessionId: Schema.String.pipe(Schema.minLength(1), Schema.maxLength(64)),
})
export type LogEvent = typeof LogEvent.Type

/** `clientId` and `sessionId` of events that the server authors. Clients may not use it. */
export const SERVER_CLIENT_ID = 'server'
