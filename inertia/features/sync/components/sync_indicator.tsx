import { useEffect, useRef, useState } from 'react'
import { Pane } from '~/components/mark'
import { useSyncState } from '~/livestore/hooks'
import { syncWords } from '../sync_words'

/** The pane of the mark with words beside it. */
export function SyncIndicator() {
  const state = useSyncState()
  const { fill, title, aside } = syncWords(state)
  return (
    <div
      className="flex h-7 items-center gap-2 px-2 text-xs text-sidebar-muted"
      data-sync={state.type}
    >
      <Pane fill={fill} />
      <span className="font-[550] text-sidebar-foreground">{title}</span>
      <span className="ml-auto tabular-nums">{aside}</span>
      <SyncAnnouncement type={state.type} />
    </div>
  )
}

const announcements: Record<string, string> = {
  offline: 'Offline. What you write is kept on this device.',
  synced: 'Back online and synced',
  stuck: 'Sync is stuck. What you write is kept on this device.',
}

/** Says offline and back once; every single sync would be noise. */
function SyncAnnouncement({ type }: { type: string }) {
  const [text, setText] = useState('')
  const spoken = useRef('synced')
  useEffect(() => {
    const isSettled = type in announcements
    // The connection of a page that opens takes a moment: that is no news.
    const timer = setTimeout(() => {
      if (!isSettled || spoken.current === type) return
      spoken.current = type
      setText(announcements[type] ?? '')
    }, 2000)
    return () => clearTimeout(timer)
  }, [type])
  return (
    <span role="status" className="sr-only">
      {text}
    </span>
  )
}
