/** What the list needs of a chat. */
export interface ChatListRow {
  id: string
  title: string | null
  pinned_at: number | null
  archived_at: number | null
  last_message_at: number
  /** How the first message begins, for a chat without a title. */
  first_words: string | null
}

export interface ChatGroup {
  name: string
  chats: ChatListRow[]
}

/** Pinned, today, earlier, archived; empty groups are left out. */
export function groupChats(chats: readonly ChatListRow[], now = new Date()): ChatGroup[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const nameOf = (chat: ChatListRow): string => {
    if (chat.archived_at !== null) return 'Archived'
    if (chat.pinned_at !== null) return 'Pinned'
    return chat.last_message_at >= midnight ? 'Today' : 'Earlier'
  }
  const groups = Map.groupBy(chats, nameOf)
  return ['Pinned', 'Today', 'Earlier', 'Archived'].flatMap((name) => {
    const members = groups.get(name)
    return members ? [{ name, chats: members }] : []
  })
}

export const chatName = (chat: ChatListRow) =>
  chat.title ?? chat.first_words?.replace(/\s+/g, ' ').trim() ?? 'New chat'
