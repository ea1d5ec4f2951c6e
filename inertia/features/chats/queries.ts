import { Schema } from 'effect'
import { queryDb } from '@livestore/livestore'
import type { ChatListRow } from './chat_groups'
import { tables } from '~/livestore/schema'

const Rows = Schema.Array(
  Schema.Struct({
    id: Schema.String,
    title: Schema.NullOr(Schema.String),
    pinned_at: Schema.NullOr(Schema.Number),
    archived_at: Schema.NullOr(Schema.Number),
    last_message_at: Schema.Number,
    first_words: Schema.NullOr(Schema.String),
  })
)

/** Newest first. Only chats without a title look at their messages. */
export const chatList = (limit: number) =>
  queryDb(
    {
      query: `SELECT id, title, pinned_at, archived_at, last_message_at,
        CASE WHEN title IS NULL THEN (
          SELECT substr(content, 1, 80) FROM messages
          WHERE chat_id = chats.id AND role = 'user' AND deleted_at IS NULL
          ORDER BY created_at LIMIT 1
        ) END AS first_words
        FROM chats WHERE deleted_at IS NULL ORDER BY last_message_at DESC LIMIT ?`,
      bindValues: [limit],
      schema: Rows as never,
      queriedTables: new Set(['chats', 'messages']),
    },
    { label: 'chat list', deps: [limit], map: (rows: readonly ChatListRow[]) => rows }
  )

/** Chats in which an answer waits or runs. */
export const answeringChats = queryDb(
  tables.messages.select('chat_id').where({ status: 'pending', deleted_at: null }),
  { label: 'answering chats' }
)
