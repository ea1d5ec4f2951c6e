import { Archive, ChevronLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLiveQuery } from '~/livestore/hooks'
import { usePendingDeletions } from '../hooks/use_pending_deletions'
import { useToday } from '../hooks/use_today'
import { useUnreadKeeper } from '../hooks/use_unread_chats'
import { ListLayout, type ChatCounts } from '../list_layout'
import { chatCounts } from '../queries'
import { VirtualChats } from './virtual_chats'

interface ChatListProps {
  chatId: string | null
  isOffline: boolean
}

/** All chats by time, or those that were put away. */
export function ChatList({ chatId, isOffline }: ChatListProps) {
  useUnreadKeeper(chatId)
  const groups = useToday()
  const { waiting } = usePendingDeletions()
  const without = useMemo(() => waiting.map((deletion) => deletion.chatId), [waiting])
  const counts = useLiveQuery(useMemo(() => chatCounts(groups, without), [groups, without]))
  const [wantsArchive, setWantsArchive] = useState(false)
  const isArchive = wantsArchive && counts.archived > 0
  const layout = useMemo(
    () => (isArchive ? archiveLayout(counts.archived) : new ListLayout(counts, groups)),
    [isArchive, counts, groups]
  )

  if (layout.length === 0 && counts.archived === 0) {
    return (
      <p className="px-2.5 pt-4 text-xs text-sidebar-muted">
        Your chats will be listed here. They are kept in this browser first.
      </p>
    )
  }
  return (
    <>
      {isArchive && (
        <button type="button" className={`${line} mt-2`} onClick={() => setWantsArchive(false)}>
          <ChevronLeft size={14} aria-hidden="true" />
          All chats
        </button>
      )}
      <VirtualChats
        key={isArchive ? 'archive' : 'chats'}
        layout={layout}
        isArchive={isArchive}
        pinned={counts.pinned}
        without={without}
        chatId={chatId}
        isOffline={isOffline}
      />
      {!isArchive && counts.archived > 0 && (
        <button type="button" className={line} onClick={() => setWantsArchive(true)}>
          <Archive size={14} aria-hidden="true" />
          Archive
          <span className="ml-auto tabular-nums">{counts.archived.toLocaleString('en-GB')}</span>
        </button>
      )}
    </>
  )
}

const archiveLayout = (archived: number) => {
  const counts: ChatCounts = { pinned: 0, archived: 0, groups: [archived] }
  return new ListLayout(counts, [{ name: 'Archive' }])
}

const line =
  'flex h-7 w-full shrink-0 items-center gap-2 rounded-md px-2.5 text-xs text-sidebar-muted hover:bg-sidebar-accent/60 hover:text-foreground pointer-coarse:h-11'
