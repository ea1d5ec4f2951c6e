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

  documentAdded: (given: Given<'v1.DocumentAdded'> = {}) =>
    make('v1.DocumentAdded', {
      eventId: randomUUID(),
      documentId: randomUUID(),
      name: 'notes.txt',
      mediaType: 'text/plain',
      size: 10,
      createdAt: later(),
      ...given,
    }),

  documentMoved: (documentId: string, to: { projectId?: string; chatId?: string } = {}) =>
    make('v1.DocumentMoved', {
      eventId: randomUUID(),
      documentId,
      projectId: to.projectId ?? null,
      chatId: to.chatId ?? null,
      movedAt: later(),
    }),

  documentRetryRequested: (documentId: string) =>
    make('v1.DocumentRetryRequested', {
      eventId: randomUUID(),
      documentId,
      requestedAt: later(),
    }),

  documentDeleted: (documentId: string) =>
    make('v1.DocumentDeleted', { eventId: randomUUID(), documentId, deletedAt: later() }),

  projectCreated: (given: Given<'v1.ProjectCreated'> = {}) =>
    make('v1.ProjectCreated', {
      eventId: randomUUID(),
      projectId: randomUUID(),
      name: 'Kitchen',
      instructions: '',
      model: null,
      createdAt: later(),
      ...given,
    }),

  chatMovedToProject: (chatId: string, projectId: string | null) =>
    make('v1.ChatMovedToProject', { eventId: randomUUID(), chatId, projectId, movedAt: later() }),

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
