import { randomUUID } from 'node:crypto'
import type { EventArgs, EventName } from '#shared/events/catalog'

type Given<N extends EventName> = Partial<EventArgs<N>>

const make = <N extends EventName>(name: N, args: EventArgs<N>) => ({ name, args })

let now = 1_790_000_000_000
const later = () => ++now

/** Valid events with everything filled in that a test does not care about. */
export const sample = {
  id: () => randomUUID(),

  chatCreated: (given: Given<'v1.ChatCreated'> = {}) =>
    make('v1.ChatCreated', {
      eventId: randomUUID(),
      chatId: randomUUID(),
      createdAt: later(),
      ...given,
    }),

  chatRenamed: (chatId: string, title: string) =>
    make('v1.ChatRenamed', { eventId: randomUUID(), chatId, title, renamedAt: later() }),

  chatDeleted: (chatId: string) =>
    make('v1.ChatDeleted', { eventId: randomUUID(), chatId, deletedAt: later() }),

  messageSent: (chatId: string, given: Given<'v1.MessageSent'> = {}) =>
    make('v1.MessageSent', {
      eventId: randomUUID(),
      messageId: randomUUID(),
      chatId,
      parentId: null,
      content: 'Hello',
      sentAt: later(),
      ...given,
    }),

  answerRequested: (chatId: string, parentId: string, given: Given<'v1.AnswerRequested'> = {}) =>
    make('v1.AnswerRequested', {
      eventId: randomUUID(),
      answerId: randomUUID(),
      chatId,
      parentId,
      model: 'demo',
      settings: {},
      requestedAt: Date.now(),
      ...given,
    }),
}
