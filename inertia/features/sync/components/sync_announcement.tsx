import { useEffect, useRef, useState } from 'react'
import { useSyncState } from '~/livestore/hooks'

const announcements: Record<string, string> = {
  offline: 'Offline. What you write is kept on this device.',
  synced: 'Back online and synced',
  stuck: 'Sync is stuck. What you write is kept on this device.',
}

/** Says offline and back once; every single sync would be noise. */
export function SyncAnnouncement() {
  const { type } = useSyncState()
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
