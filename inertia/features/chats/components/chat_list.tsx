import { useMemo, useState } from 'react'
import { Button } from '~/components/button'
import { useLiveQuery } from '~/livestore/hooks'
import { groupChats, type ChatGroup } from '../chat_groups'
import { answeringChats, chatList } from '../queries'
import { ChatRow } from './chat_row'

const PAGE = 200

interface ChatListProps {
  chatId: string | null
  isOffline: boolean
}

export function ChatList({ chatId, isOffline }: ChatListProps) {
  const [limit, setLimit] = useState(PAGE)
  const chats = useLiveQuery(useMemo(() => chatList(limit), [limit]))
  const answering = new Set(useLiveQuery(answeringChats))
  const groups = useMemo(() => groupChats(chats), [chats])

  if (chats.length === 0) {
    return (
      <p className="px-2.5 pt-4 text-xs text-sidebar-muted">
        Your chats will be listed here. They are kept in this browser first.
      </p>
    )
  }
  const rowsOf = (group: ChatGroup) => (
    <ul>
      {group.chats.map((chat) => (
        <ChatRow
          key={chat.id}
          chat={chat}
          isOpen={chat.id === chatId}
          isAnswering={answering.has(chat.id)}
          isOffline={isOffline}
        />
      ))}
    </ul>
  )
  return (
    <>
      {groups.map((group) =>
        group.name === 'Archived' ? (
          <details key={group.name}>
            <summary className={`${heading} cursor-pointer`}>
              Archived ({group.chats.length})
            </summary>
            {rowsOf(group)}
          </details>
        ) : (
          <section key={group.name} aria-label={group.name}>
            <h2 className={heading}>{group.name}</h2>
            {rowsOf(group)}
          </section>
        )
      )}
      {chats.length === limit && (
        <Button size="small" variant="ghost" onClick={() => setLimit(limit + PAGE)}>
          Show older chats
        </Button>
      )}
    </>
  )
}

const heading = 'px-2.5 pt-3.5 pb-1 text-2xs font-[550] text-sidebar-muted'
