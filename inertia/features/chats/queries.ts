import { Schema } from 'effect'
import { queryDb } from '@livestore/livestore'
import type { ChatGroup, ChatListRow } from './chat_groups'
import type { ChatCounts } from './list_layout'
import type { OnceQuery } from '~/livestore/read_once'
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

/** Only chats without a title look at their messages. */
const COLUMNS = `id, title, pinned_at, archived_at, last_message_at,
  CASE WHEN title IS NULL THEN (
    SELECT substr(content, 1, 80) FROM messages
    WHERE chat_id = chats.id AND role = 'user' AND deleted_at IS NULL
    ORDER BY created_at LIMIT 1
  ) END AS first_words`

const parts = {
  pinned: 'archived_at IS NULL AND pinned_at IS NOT NULL',
  rest: 'archived_at IS NULL AND pinned_at IS NULL',
  archived: 'archived_at IS NOT NULL',
}

const visible = `deleted_at IS NULL AND id NOT IN (SELECT value FROM json_each(?))`

interface ChatPage {
  part: keyof typeof parts
  /** How many newer chats come before. */
  offset: number
  limit: number
  /** Ids of chats that are about to be deleted. */
  without: readonly string[]
}

/** A stretch of one part of the list, newest first. */
export const chatPage = ({ part, offset, limit, without }: ChatPage) =>
  queryDb(
    {
      query: `SELECT ${COLUMNS} FROM chats WHERE ${visible} AND ${parts[part]}
        ORDER BY last_message_at DESC LIMIT ? OFFSET ?`,
      bindValues: [JSON.stringify(without), limit, offset],
      schema: Rows as never,
      queriedTables: new Set(['chats', 'messages']),
    },
    {
      label: `${part} chats`,
      deps: [part, offset, limit, ...without],
      map: (rows: readonly ChatListRow[]) => rows,
    }
  )

const Counts = Schema.Array(Schema.Struct({ place: Schema.Number, amount: Schema.Number }))
const PINNED = -1
const ARCHIVED = -2

/** How many chats each part and group has, in one pass. */
export const chatCounts = (groups: readonly ChatGroup[], without: readonly string[]) => {
  const steps = groups.map(({ since }, at) => `WHEN last_message_at >= ${since} THEN ${at}`)
  return queryDb(
    {
      query: `SELECT CASE WHEN archived_at IS NOT NULL THEN ${ARCHIVED}
          WHEN pinned_at IS NOT NULL THEN ${PINNED}
          ${steps.join(' ')} ELSE ${groups.length - 1} END AS place, COUNT(*) AS amount
        FROM chats WHERE ${visible} GROUP BY place`,
      bindValues: [JSON.stringify(without)],
      schema: Counts as never,
      queriedTables: new Set(['chats']),
    },
    {
      label: 'chat counts',
      deps: [groups[0]?.since ?? 0, ...without],
      map: (rows: readonly { place: number; amount: number }[]): ChatCounts => {
        const amountAt = (place: number) => rows.find((row) => row.place === place)?.amount ?? 0
        return {
          pinned: amountAt(PINNED),
          archived: amountAt(ARCHIVED),
          groups: groups.map((_group, at) => amountAt(at)),
        }
      },
    }
  )
}

/** Chats in which an answer waits or runs. */
export const answeringChats = queryDb(
  tables.messages.select('chat_id').where({ status: 'pending', deleted_at: null }),
  { label: 'answering chats' }
)

/** How many chats of its part come before the newest whose title begins with `words`. */
export const placeOfTitle = (
  part: keyof typeof parts,
  words: string,
  without: readonly string[]
): OnceQuery => ({
  query: `SELECT (SELECT COUNT(*) FROM chats WHERE ${visible} AND ${parts[part]}
      AND last_message_at > found.last_message_at) AS place
    FROM (SELECT last_message_at FROM chats WHERE ${visible} AND ${parts[part]}
      AND title LIKE ? ESCAPE '\\' ORDER BY last_message_at DESC LIMIT 1) AS found`,
  bindValues: [
    JSON.stringify(without),
    JSON.stringify(without),
    `${words.replace(/[\\%_]/g, '\\$&')}%`,
  ],
})
