import { randomUUID } from 'node:crypto'
import type { ClientEvent, ClientEventName, EventArgs } from '#shared/events/catalog'
import { MODEL } from '#tests/support/stage'

export type ClientEventOf<N extends ClientEventName> = { name: N; args: EventArgs<N> } & ClientEvent

const make = <N extends ClientEventName>(name: N, args: Omit<EventArgs<N>, 'eventId'>) =>
  ({ name, args: { eventId: randomUUID(), ...args } }) as unknown as ClientEventOf<N>

type MessageRef = { chatId: string; parentId: string | null }

/** What a screen commits, with ids and times of now. */
export const writes = {
  chat: () => make('v1.ChatCreated', { chatId: randomUUID(), createdAt: Date.now() }),

  rename: (chatId: string, title: string) =>
    make('v1.ChatRenamed', { chatId, title, renamedAt: Date.now() }),

  pin: (chatId: string) => make('v1.ChatPinned', { chatId, pinnedAt: Date.now() }),

  deleteChat: (chatId: string) => make('v1.ChatDeleted', { chatId, deletedAt: Date.now() }),

  message: ({ chatId, parentId }: MessageRef, content: string) =>
    make('v1.MessageSent', {
      chatId,
      parentId,
      content,
      messageId: randomUUID(),
      sentAt: Date.now(),
    }),

  request: (chatId: string, parentId: string, model = MODEL) =>
    make('v1.AnswerRequested', {
      chatId,
      parentId,
      model,
      answerId: randomUUID(),
      settings: {},
      requestedAt: Date.now(),
    }),

  stop: (chatId: string, answerId: string) =>
    make('v1.AnswerStopRequested', { chatId, answerId, stoppedAt: Date.now() }),

  select: ({ chatId, parentId }: MessageRef, childId: string) =>
    make('v1.BranchSelected', { chatId, parentId, childId, selectedAt: Date.now() }),

  deleteMessages: (chatId: string, messageIds: string[]) =>
    make('v1.MessagesDeleted', { chatId, messageIds, deletedAt: Date.now() }),
}

/** A message and the request for its answer, committed together as the composer does it. */
export function question(place: MessageRef, content: string) {
  const message = writes.message(place, content)
  const request = writes.request(place.chatId, message.args.messageId)
  return { message, request, answerId: request.args.answerId }
}
