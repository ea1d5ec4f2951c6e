import type { EventArgs } from '../events/catalog.js'
import type { chatEvents } from '../events/chat_events.js'
import type { Row } from '../tables/tables.js'
import { insert, missing, update, type Statement } from './statement.js'

/** A change of a mutable field takes effect once per event: a repeated push must not undo a later change. */
export const once = (eventId: string) => [missing('applied_events', { event_id: eventId })]

const changeChat = (eventId: string, chatId: string, set: Partial<Row<'chats'>>) => [
  update('chats', set, { id: chatId, deleted_at: null }, once(eventId)),
]

const toJson = (value: object | null | undefined) => (value ? JSON.stringify(value) : null)

export const materializeChats: {
  [N in keyof typeof chatEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.ChatCreated': (args) => [
    insert('chats', {
      id: args.chatId,
      title: args.title ?? null,
      title_by: args.title === undefined ? null : 'user',
      pinned_at: null,
      archived_at: null,
      project_id: args.projectId ?? null,
      room_id: null,
      model: args.model ?? null,
      settings: toJson(args.settings),
      metadata: null,
      last_message_at: args.createdAt,
      created_at: args.createdAt,
      updated_at: args.createdAt,
      deleted_at: null,
    }),
  ],
  'v1.ChatRenamed': (args) =>
    changeChat(args.eventId, args.chatId, {
      title: args.title,
      title_by: 'user',
      updated_at: args.renamedAt,
    }),
  'v1.ChatPinned': (args) => changeChat(args.eventId, args.chatId, { pinned_at: args.pinnedAt }),
  'v1.ChatUnpinned': (args) => changeChat(args.eventId, args.chatId, { pinned_at: null }),
  'v1.ChatArchived': (args) =>
    changeChat(args.eventId, args.chatId, { archived_at: args.archivedAt }),
  'v1.ChatUnarchived': (args) => changeChat(args.eventId, args.chatId, { archived_at: null }),
  'v1.ChatSettingsChanged': (args) =>
    changeChat(args.eventId, args.chatId, {
      model: args.model,
      settings: toJson(args.settings),
      updated_at: args.changedAt,
    }),
  'v1.ChatDeleted': (args) => [
    update(
      'chats',
      { deleted_at: args.deletedAt, title: null, settings: null, metadata: null },
      { id: args.chatId, deleted_at: null }
    ),
    update(
      'messages',
      {
        deleted_at: args.deletedAt,
        content: '',
        metadata: null,
        attachments: null,
        documents: null,
      },
      { chat_id: args.chatId, deleted_at: null }
    ),
    // A document that belongs to this chat alone goes with it.
    update(
      'documents',
      { deleted_at: args.deletedAt, name: '' },
      { chat_id: args.chatId, project_id: null, deleted_at: null },
      once(args.eventId)
    ),
  ],
}
