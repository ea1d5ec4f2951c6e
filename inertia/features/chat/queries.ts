import { queryDb } from '@livestore/livestore'
import { tables } from '~/livestore/schema'

/** Every message of a chat, tombstones included: what hangs below a deleted message needs it. */
export const messagesOf = (chatId: string) =>
  queryDb(tables.messages.where({ chat_id: chatId }), { label: `messages of ${chatId}` })

export const branchChoicesOf = (chatId: string) =>
  queryDb(tables.branch_selections.where({ chat_id: chatId }), { label: `branches of ${chatId}` })

/** Also when it was deleted: its id is taken. */
export const chatRowOf = (chatId: string) =>
  queryDb(tables.chats.where({ id: chatId }), { label: `row of chat ${chatId}` })

export const chatOf = (chatId: string) =>
  queryDb(tables.chats.where({ id: chatId, deleted_at: null }), { label: `chat ${chatId}` })

export const anyMessage = queryDb(tables.messages.select('id').limit(1), { label: 'any message' })
