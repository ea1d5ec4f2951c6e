import { Schema } from 'effect'
import { ChatSettings, Id, Name, Timestamp, Title } from './fields.js'

/** Events by which a person arranges chats. Every one is authored by a client. */
export const chatEvents = {
  'v1.ChatCreated': Schema.Struct({
    eventId: Id,
    chatId: Id,
    title: Schema.optional(Title),
    projectId: Schema.optional(Id),
    model: Schema.optional(Name),
    settings: Schema.optional(ChatSettings),
    createdAt: Timestamp,
  }),
  'v1.ChatRenamed': Schema.Struct({
    eventId: Id,
    chatId: Id,
    title: Title,
    renamedAt: Timestamp,
  }),
  'v1.ChatPinned': Schema.Struct({ eventId: Id, chatId: Id, pinnedAt: Timestamp }),
  'v1.ChatUnpinned': Schema.Struct({ eventId: Id, chatId: Id, unpinnedAt: Timestamp }),
  'v1.ChatArchived': Schema.Struct({ eventId: Id, chatId: Id, archivedAt: Timestamp }),
  'v1.ChatUnarchived': Schema.Struct({ eventId: Id, chatId: Id, unarchivedAt: Timestamp }),
  'v1.ChatSettingsChanged': Schema.Struct({
    eventId: Id,
    chatId: Id,
    model: Schema.NullOr(Name),
    settings: Schema.NullOr(ChatSettings),
    changedAt: Timestamp,
  }),
  /** A tombstone: the chat and all it holds are gone on every device, and stay gone. */
  'v1.ChatDeleted': Schema.Struct({ eventId: Id, chatId: Id, deletedAt: Timestamp }),
} as const
