import { Schema, ParseResult } from 'effect'
import { chatEvents } from './chat_events.js'
import { documentEvents, documentOutcomes } from './document_events.js'
import { messageEvents } from './message_events.js'
import { preferenceEvents } from './preference_events.js'
import { projectEvents } from './project_events.js'
import { serverEvents } from './server_events.js'

/** Events a browser may push. */
export const clientEvents = {
  ...chatEvents,
  ...messageEvents,
  ...preferenceEvents,
  ...documentEvents,
  ...projectEvents,
} as const

/** Events that only the server authors. A client that pushes one is quarantined. */
const authoredByServer = { ...serverEvents, ...documentOutcomes } as const

/** Every event of a log: name to schema of its args. Args are plain JSON: encoded and decoded form are the same. */
export const eventSchemas = { ...clientEvents, ...authoredByServer } as const

export type EventName = keyof typeof eventSchemas
export type ClientEventName = keyof typeof clientEvents
export type ServerEventName = keyof typeof authoredByServer
export type EventArgs<N extends EventName> = (typeof eventSchemas)[N]['Type']

/** An event before it has a place in a log. */
export type LoftEvent = { [N in EventName]: { name: N; args: EventArgs<N> } }[EventName]
export type ClientEvent = Extract<LoftEvent, { name: ClientEventName }>
export type ServerEvent = Extract<LoftEvent, { name: ServerEventName }>

export type EventCheck =
  | { type: 'valid'; event: LoftEvent }
  | { type: 'unknown_event' }
  | { type: 'server_only' }
  /** Path and expectation only, never the offending value: this goes to the operator's quarantine. */
  | { type: 'invalid'; problems: string[] }

const decoders = new Map(
  Object.entries(eventSchemas).map(([name, schema]) => [
    name,
    Schema.decodeUnknownEither(schema as unknown as Schema.Schema<unknown>, {
      onExcessProperty: 'error',
      errors: 'all',
    }),
  ])
)

/** Checks what a client pushed: a known name, one that clients may author, args that match its schema. */
export function checkClientEvent(name: string, args: unknown): EventCheck {
  const decode = decoders.get(name)
  if (!decode) return { type: 'unknown_event' }
  if (!Object.hasOwn(clientEvents, name)) return { type: 'server_only' }
  const result = decode(args)
  if (result._tag === 'Right') return { type: 'valid', event: { name, args } as LoftEvent }
  const issues = ParseResult.ArrayFormatter.formatErrorSync(result.left)
  const problems = issues.slice(0, 10).map((issue) => `${issue.path.join('.')}: ${issue._tag}`)
  return { type: 'invalid', problems }
}

/** Throws unless a server event's args match its schema: a bad one would stop every client of the log for good. */
export function assertServerEvent(event: ServerEvent): void {
  Schema.decodeUnknownSync(eventSchemas[event.name] as unknown as Schema.Schema<unknown>, {
    onExcessProperty: 'error',
  })(event.args)
}

/** Whether an event read back from a log is one this build understands. */
export function isKnownEvent(name: string): name is EventName {
  return Object.hasOwn(eventSchemas, name)
}
