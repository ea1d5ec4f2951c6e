import type { FoundChat, FoundMessage } from './find_messages'

export interface ChatResults {
  chat: FoundChat
  messages: FoundMessage[]
}

/** Results by chat, those found by title first, then in the order of their newest match. */
export function groupResults(
  byTitle: readonly FoundChat[],
  messages: readonly FoundMessage[],
  chats: readonly FoundChat[]
): ChatResults[] {
  const known = new Map([...chats, ...byTitle].map((chat) => [chat.id, chat]))
  const groups = new Map<string, ChatResults>()
  for (const chat of byTitle) groups.set(chat.id, { chat, messages: [] })
  for (const message of messages) {
    const chat = known.get(message.chat_id)
    if (!chat) continue
    const group = groups.get(chat.id) ?? { chat, messages: [] }
    group.messages.push(message)
    groups.set(chat.id, group)
  }
  return [...groups.values()]
}
