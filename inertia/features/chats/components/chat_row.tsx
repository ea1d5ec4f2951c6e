import { Hourglass } from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import { chatPath, openChat } from '~/lib/chat_route'
import { useLocalDatabase } from '~/livestore/hooks'
import { chatName, type ChatListRow } from '../chat_groups'
import { renameChat } from '../commands'
import { ChatMenu } from './chat_menu'

interface ChatRowProps {
  chat: ChatListRow
  isOpen: boolean
  isAnswering: boolean
  isOffline: boolean
}

export const ChatRow = memo(function ChatRow(props: ChatRowProps) {
  const { chat, isOpen, isAnswering, isOffline } = props
  const database = useLocalDatabase()
  const [isRenaming, setIsRenaming] = useState(false)
  const name = chatName(chat)

  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    openChat(chat.id)
  }
  const rename = (title: string) => {
    setIsRenaming(false)
    if (title !== name) void renameChat(database, chat.id, title)
  }
  return (
    <li
      className={`group/row flex h-[30px] items-center rounded-md pointer-coarse:h-11 ${
        isOpen
          ? 'bg-sidebar-accent font-[550] text-sidebar-accent-foreground'
          : 'hover:bg-sidebar-accent/60'
      }`}
    >
      {isRenaming ? (
        <input
          autoFocus
          aria-label="Chat title"
          defaultValue={name}
          maxLength={200}
          onFocus={(event) => event.target.select()}
          onBlur={(event) => rename(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setIsRenaming(false)
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              rename(event.currentTarget.value)
            }
          }}
          className="mx-1 h-6 w-full min-w-0 rounded-sm border border-ring bg-card px-1.5 outline-none"
        />
      ) : (
        <>
          <a
            href={chatPath(chat.id)}
            aria-current={isOpen ? 'page' : undefined}
            onClick={open}
            className="flex h-full min-w-0 flex-1 items-center rounded-md pl-2.5"
          >
            <span className="truncate">{name}</span>
          </a>
          {isAnswering && <AnsweringMark isOffline={isOffline} />}
          <ChatMenu chat={chat} isOpen={isOpen} onRename={() => setIsRenaming(true)} />
        </>
      )}
    </li>
  )
})

function AnsweringMark({ isOffline }: { isOffline: boolean }) {
  const words = isOffline ? 'Waiting for a connection' : 'Answering'
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className="-mr-7 grid size-7 shrink-0 place-items-center text-sidebar-muted pointer-coarse:mr-0 group-focus-within/row:hidden group-hover/row:hidden"
    >
      {isOffline ? (
        <Hourglass size={14} />
      ) : (
        <span className="pulse size-[7px] rounded-[2px] bg-daylight ring-1 ring-daylight-foreground/35 dark:ring-0" />
      )}
    </span>
  )
}
