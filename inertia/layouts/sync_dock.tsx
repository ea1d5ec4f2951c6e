import { useEffect, type ReactNode } from 'react'
import { SyncAnnouncement } from '~/features/sync/components/sync_announcement'
import { SyncNotices } from '~/features/sync/components/sync_notices'
import { useSyncState, WhenOpen } from '~/livestore/hooks'

interface SyncDockProps {
  onOffline: (isOffline: boolean) => void
  /** The socket was told that the session is over. */
  onSignedOut: () => void
  /** Further notices. */
  children?: ReactNode
}

/** Notices below the conversation or the page; tells the layout what the rest of it must know of the connection. */
export function SyncDock({ onOffline, onSignedOut, children }: SyncDockProps) {
  const state = useSyncState()
  const isOffline = state.type === 'offline'
  const isSignedOut = state.type === 'stuck' && state.reason === 'SIGNED_OUT'
  useEffect(() => onOffline(isOffline), [isOffline, onOffline])
  useEffect(() => {
    if (isSignedOut) onSignedOut()
  }, [isSignedOut, onSignedOut])

  return (
    <>
      <div className="mx-auto flex w-[min(100%-32px,var(--measure))] flex-col gap-2 not-empty:pb-2 max-sm:w-[calc(100%-16px)]">
        <WhenOpen>
          <SyncNotices />
        </WhenOpen>
        {children}
      </div>
      <SyncAnnouncement />
    </>
  )
}
