import type { EventArgs } from '../events/catalog.js'
import type { messageEvents } from '../events/message_events.js'
import type { Row } from '../tables/tables.js'
import { once } from './materialize_chats.js'
import {
  exists,
  insert,
  missing,
  update,
  upsert,
  type Condition,
  type Statement,
} from './statement.js'

/** Key of `branch_selections` for a parent; the root level has no parent to name. */
export const branchKey = (parentId: string | null) => parentId ?? ''

/** What must hold for a message to take its place in the tree; the server explains the same conditions in `v1.EventRefused`. */
export function placeConditions(chatId: string, parentId: string | null): Condition[] {
  const chat = exists('chats', { id: chatId, deleted_at: null })
  return parentId === null ? [chat] : [chat, exists('messages', { id: parentId, chat_id: chatId })]
}

/** A new message is looked at and moves its chat up, but only the first time: both come before the insert for that reason. */
function place(row: Row<'messages'>): Statement[] {
  const conditions = placeConditions(row.chat_id, row.parent_message_id)
  const isNew = [...conditions, missing('messages', { id: row.id })]
  return [
    update('chats', { last_message_at: row.created_at }, { id: row.chat_id }, isNew),
    upsert(
      'branch_selections',
      ['chat_id', 'parent_id'],
      {
        chat_id: row.chat_id,
        parent_id: branchKey(row.parent_message_id),
        child_id: row.id,
        selected_at: row.created_at,
      },
      isNew
    ),
    insert('messages', row, conditions),
  ]
}

const emptyMessage = {
  metadata: null,
  model: null,
  error_code: null,
  input_tokens: null,
  output_tokens: null,
  cost_nano: null,
  cost_is_estimate: 0,
  author_id: null,
  attachments: null,
  documents: null,
  excluded_from_context: 0,
  stop_requested_at: null,
  deleted_at: null,
} satisfies Partial<Row<'messages'>>

const exclude = (
  args: { eventId: string; chatId: string; messageIds: readonly string[] },
  isExcluded: 0 | 1
) => [
  update(
    'messages',
    { excluded_from_context: isExcluded },
    { id: args.messageIds, chat_id: args.chatId, deleted_at: null },
    once(args.eventId)
  ),
]

export const materializeMessages: {
  [N in keyof typeof messageEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.MessageSent': (args) =>
    place({
      ...emptyMessage,
      id: args.messageId,
      chat_id: args.chatId,
      parent_message_id: args.parentId,
      role: 'user',
      status: 'complete',
      content: args.content,
      attachments: args.attachments ? JSON.stringify(args.attachments) : null,
      documents: args.documents ? JSON.stringify(args.documents) : null,
      created_at: args.sentAt,
      updated_at: args.sentAt,
    }),
  'v1.AnswerRequested': (args) =>
    place({
      ...emptyMessage,
      id: args.answerId,
      chat_id: args.chatId,
      parent_message_id: args.parentId,
      role: 'assistant',
      status: 'pending',
      content: '',
      metadata: JSON.stringify({ settings: args.settings }),
      model: args.model,
      created_at: args.requestedAt,
      updated_at: args.requestedAt,
    }),
  'v1.AnswerStopRequested': (args) => [
    update(
      'messages',
      { stop_requested_at: args.stoppedAt },
      { id: args.answerId, role: 'assistant', status: ['pending', 'held'], stop_requested_at: null }
    ),
  ],
  'v1.AnswerConfirmed': (args) => [
    update(
      'messages',
      { status: 'pending', updated_at: args.confirmedAt },
      { id: args.answerId, role: 'assistant', status: 'held' }
    ),
  ],
  'v1.BranchSelected': (args) => [
    upsert(
      'branch_selections',
      ['chat_id', 'parent_id'],
      {
        chat_id: args.chatId,
        parent_id: branchKey(args.parentId),
        child_id: args.childId,
        selected_at: args.selectedAt,
      },
      [
        ...once(args.eventId),
        exists('messages', {
          id: args.childId,
          chat_id: args.chatId,
          parent_message_id: args.parentId,
        }),
      ]
    ),
  ],
  'v1.MessagesExcluded': (args) => exclude(args, 1),
  'v1.MessagesIncluded': (args) => exclude(args, 0),
  'v1.MessagesDeleted': (args) => [
    update(
      'messages',
      {
        deleted_at: args.deletedAt,
        content: '',
        metadata: null,
        attachments: null,
        documents: null,
      },
      { id: args.messageIds, chat_id: args.chatId, deleted_at: null }
    ),
  ],
}
