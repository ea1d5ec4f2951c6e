import { memo, type MouseEvent } from 'react'
import { chatPath, openChat } from '~/lib/chat_route'
import { chatName, type ChatListRow } from '../chat_groups'
import { ChatMark, type ChatMarkKind } from './chat_mark'
import { ChatMenu, type ChatActions } from './chat_menu'
import { ChatTitleField } from './chat_title_field'

interface ChatRowProps {
  chat: ChatListRow
  isOpen: boolean
  mark: ChatMarkKind | null
  /** The one row of the list that Tab stops at. */
  isTabStop: boolean
  isRenaming: boolean
  actions: ChatActions
}

export const ChatRow = memo(function ChatRow(props: ChatRowProps) {
  const { chat, isOpen, mark, isTabStop, isRenaming, actions } = props
  const name = chatName(chat)
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    openChat(chat.id)
  }
  return (
    <div
      className={`group/row flex h-[30px] items-center rounded-md pointer-coarse:h-11 ${
        isOpen
          ? 'bg-sidebar-accent font-[550] text-sidebar-accent-foreground'
          : 'hover:bg-sidebar-accent/60'
      }`}
    >
      {isRenaming ? (
        <ChatTitleField name={name} onDone={(title) => actions.rename(chat, title)} />
      ) : (
        <>
          <a
            href={chatPath(chat.id)}
            tabIndex={isTabStop ? 0 : -1}
            aria-current={isOpen ? 'page' : undefined}
            onClick={open}
            className={`flex h-full min-w-0 flex-1 items-center rounded-md pl-2.5 outline-offset-[-2px] ${mark === 'unread' ? 'font-[600] text-foreground' : ''}`}
          >
            <span className="truncate">{name}</span>
          </a>
          {mark && <ChatMark kind={mark} />}
          <ChatMenu chat={chat} isTabStop={isTabStop} actions={actions} />
        </>
      )}
    </div>
  )
})
