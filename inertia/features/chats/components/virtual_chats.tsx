import { useCallback, useMemo, useRef, useState } from 'react'
import { useMediaQuery } from '~/hooks/use_media_query'
import { useVisibleLines } from '~/hooks/use_visible_lines'
import { useLiveQuery } from '~/livestore/hooks'
import { useChatActions } from '../hooks/use_chat_actions'
import { useChatWindow } from '../hooks/use_chat_window'
import { useListKeys } from '../hooks/use_list_keys'
import { useUnreadChats } from '../hooks/use_unread_chats'
import type { ListLayout } from '../list_layout'
import { answeringChats } from '../queries'
import type { ChatMarkKind } from './chat_mark'
import { ChatRow } from './chat_row'

const HEADING = 34
const AHEAD = 12

interface VirtualChatsProps {
  layout: ListLayout
  isArchive: boolean
  pinned: number
  without: readonly string[]
  chatId: string | null
  isOffline: boolean
}

/** Ten thousand chats, of which those on screen are rendered. */
export function VirtualChats(props: VirtualChatsProps) {
  const { layout, isArchive, pinned, without, chatId, isOffline } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useMediaQuery('(pointer: coarse)') ? 44 : 30
  const heightOf = useCallback(
    (index: number) => (layout.item(index).type === 'heading' ? HEADING : rowHeight),
    [layout, rowHeight]
  )
  const visible = useVisibleLines({ scroller, count: layout.length, heightOf, ahead: AHEAD })
  const { first, last, starts } = visible
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  const chatOf = useChatWindow({ layout, first, last, pinned, isArchive, without })

  const [renaming, setRenaming] = useState<string | null>(null)
  const actions = useChatActions({ chatId, setRenaming })
  const answering = useLiveQuery(answeringChats)
  const unread = useUnreadChats()
  const marks = useMemo(() => new Set(answering), [answering])
  const markOf = (id: string): ChatMarkKind | null => {
    if (marks.has(id)) return isOffline ? 'queued' : 'answering'
    return unread.has(id) && id !== chatId ? 'unread' : null
  }

  const chatAt = (index: number) => chatOf(layout.item(index))
  const opened = lines.find((index) => chatAt(index)?.id === chatId)
  const keys = useListKeys({ scroller, layout, without, isArchive, chatAt, actions, opened })
  const isShown = (index: number) => index >= first && index <= last
  const tabStop = isShown(keys.active) ? keys.active : layout.chatFrom(first, 1)
  keys.show.current = visible.scrollTo

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
      <ul
        className="relative"
        style={{ height: visible.totalHeight }}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
      >
        {lines.map((index) => {
          const item = layout.item(index)
          const chat = chatOf(item)
          return (
            <li
              key={chat?.id ?? `line ${index}`}
              data-line={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${starts[index]}px)` }}
            >
              {item.type === 'heading' ? (
                <h2 className="px-2.5 pt-3.5 pb-1 text-2xs font-[550] text-sidebar-muted">
                  {item.name}
                </h2>
              ) : (
                chat && (
                  <ChatRow
                    chat={chat}
                    isOpen={chat.id === chatId}
                    mark={markOf(chat.id)}
                    isTabStop={index === tabStop}
                    isRenaming={chat.id === renaming}
                    actions={actions}
                  />
                )
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
