import { clientEvents, type EventArgs, type EventName, type LoftEvent } from '../events/catalog.js'
import { materializeAnswers } from './materialize_answers.js'
import { materializeChats } from './materialize_chats.js'
import { materializeDocumentOutcomes, materializeDocuments } from './materialize_documents.js'
import { materializeMessages } from './materialize_messages.js'
import { materializePreferences } from './materialize_preferences.js'
import { materializeProjects } from './materialize_projects.js'
import { insert, type Statement } from './statement.js'

const materializers: { [N in EventName]: (args: EventArgs<N>) => Statement[] } = {
  ...materializeChats,
  ...materializeMessages,
  ...materializePreferences,
  ...materializeDocuments,
  ...materializeProjects,
  ...materializeAnswers,
  ...materializeDocumentOutcomes,
}

/**
 * The changes an event makes. Pure and total: same event, same statements, and no statement can fail on any state of the
 * tables. An event of a client leaves its id in `applied_events`, so that a device can tell what its tables already hold.
 */
export function materialize(event: LoftEvent): Statement[] {
  const materializer = materializers[event.name] as (args: LoftEvent['args']) => Statement[]
  const statements = materializer(event.args)
  if (Object.hasOwn(clientEvents, event.name)) {
    statements.push(insert('applied_events', { event_id: event.args.eventId }))
  }
  return statements
}
