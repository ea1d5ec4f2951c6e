import { Schema } from 'effect'
import { Attachments } from '../attachments.js'
import { AttachedDocuments } from '../documents.js'
import { limits } from '../limits.js'
import { AnswerSettings, Id, Name, Text, Timestamp } from './fields.js'

const MessageIds = Schema.Array(Id).pipe(
  Schema.minItems(1),
  Schema.maxItems(limits.messagesPerEvent)
)

/** Events by which a person writes, asks, stops, deletes and chooses branches. Every one is authored by a client. */
export const messageEvents = {
  /** An edit is a new message beside the old one: same parent, new id. A parent of null makes a root. */
  'v1.MessageSent': Schema.Struct({
    eventId: Id,
    messageId: Id,
    chatId: Id,
    parentId: Schema.NullOr(Id),
    /** May be empty beside attachments or documents only. */
    content: Text(limits.messageBytes),
    attachments: Schema.optional(Attachments),
    documents: Schema.optional(AttachedDocuments),
    sentAt: Timestamp,
  }).pipe(
    Schema.filter(
      ({ content, attachments, documents }) =>
        content !== '' ||
        attachments !== undefined ||
        documents !== undefined ||
        'neither text nor attachments'
    )
  ),
  /** "Answer this." Generated exactly once, because `answerId` is unique. A retry is a new request beside the old one. */
  'v1.AnswerRequested': Schema.Struct({
    eventId: Id,
    answerId: Id,
    chatId: Id,
    parentId: Id,
    model: Name,
    settings: AnswerSettings,
    requestedAt: Timestamp,
  }),
  'v1.AnswerStopRequested': Schema.Struct({
    eventId: Id,
    answerId: Id,
    chatId: Id,
    stoppedAt: Timestamp,
  }),
  /** Yes to a request that was held because it was old. */
  'v1.AnswerConfirmed': Schema.Struct({
    eventId: Id,
    answerId: Id,
    chatId: Id,
    confirmedAt: Timestamp,
  }),
  /** Which child of `parentId` (null: which root) this person looks at. */
  'v1.BranchSelected': Schema.Struct({
    eventId: Id,
    chatId: Id,
    parentId: Schema.NullOr(Id),
    childId: Id,
    selectedAt: Timestamp,
  }),
  /** Takes messages out of what models get to read; they stay on screen. */
  'v1.MessagesExcluded': Schema.Struct({
    eventId: Id,
    chatId: Id,
    messageIds: MessageIds,
    excludedAt: Timestamp,
  }),
  'v1.MessagesIncluded': Schema.Struct({
    eventId: Id,
    chatId: Id,
    messageIds: MessageIds,
    includedAt: Timestamp,
  }),
  /** Tombstones. Messages that hang below a deleted one stay where they are. */
  'v1.MessagesDeleted': Schema.Struct({
    eventId: Id,
    chatId: Id,
    messageIds: MessageIds,
    deletedAt: Timestamp,
  }),
} as const
