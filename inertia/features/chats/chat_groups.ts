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

/** Chats since `since`, up to the next group in time. */
export interface ChatGroup {
  name: string
  since: number
}

const MONTHS_SHOWN = 24

/** Groups of the list by time, newest first. The last one takes everything older. */
export function chatGroups(now = new Date()): ChatGroup[] {
  const dayBefore = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime()
  const groups: ChatGroup[] = [
    { name: 'Today', since: dayBefore(0) },
    { name: 'Yesterday', since: dayBefore(1) },
    { name: 'Last week', since: dayBefore(7) },
    { name: 'Last month', since: dayBefore(30) },
  ]
  for (let back = 0; back < MONTHS_SHOWN; back++) {
    const month = new Date(now.getFullYear(), now.getMonth() - back, 1)
    // A month that the groups above have whole would stay empty.
    if (month.getTime() >= dayBefore(30)) continue
    const name = month.toLocaleDateString('en-GB', { month: 'long', year: 'numeric' })
    groups.push({ name, since: month.getTime() })
  }
  groups.push({ name: 'Older', since: 0 })
  return groups
}

export const chatName = ({ title, first_words }: Pick<ChatListRow, 'title' | 'first_words'>) =>
  title ?? (first_words?.replace(/\s+/g, ' ').trim() || 'New chat')
