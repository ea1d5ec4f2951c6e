import { WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { useLiveQuery, useLocalDatabase, useSyncState } from '~/livestore/hooks'
import { refusalsAfter } from '../queries'
import { refusalWords } from '../refusal_words'
import { stuckWords } from '../sync_words'

/** What a person should know about this device's copy, above the composer. */
export function SyncNotices() {
  return (
    <>
      <OfflineNotice />
      <StuckNotice />
      <MemoryNotice />
      <RefusalNotice />
    </>
  )
}

function OfflineNotice() {
  const state = useSyncState()
  const isOffline = state.type === 'offline'
  const [since, setSince] = useState<Date | null>(null)
  useEffect(() => {
    if (!isOffline) return setSince(null)
    // A connection that is only being made is not news.
    const timer = setTimeout(() => setSince(new Date()), 1500)
    return () => clearTimeout(timer)
  }, [isOffline])

  if (!since || state.type !== 'offline') return null
  const time = since.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return (
    <Notice icon={<WifiOff size={16} aria-hidden="true" />} title={`Offline since ${time}`}>
      {state.waiting > 0
        ? `${state.waiting} ${state.waiting === 1 ? 'change is' : 'changes are'} saved here, in order.`
        : 'Everything is saved here.'}
    </Notice>
  )
}

function StuckNotice() {
  const state = useSyncState()
  if (state.type !== 'stuck') return null
  const { title, advice } = stuckWords(state.reason, state.waiting)
  return (
    <Notice
      tone="warning"
      title={title}
      actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
    >
      {advice}
    </Notice>
  )
}

function MemoryNotice() {
  const database = useLocalDatabase()
  const [isDismissed, setIsDismissed] = useState(false)
  if (database.storageMode === 'persisted' || isDismissed) return null
  return (
    <Notice
      tone="warning"
      title="This window forgets everything when it closes"
      onDismiss={() => setIsDismissed(true)}
    >
      The browser gives it no lasting storage. What is synced stays on the server.
    </Notice>
  )
}

/** The newest refusal that was not dismissed on this device. */
function RefusalNotice() {
  const { userId } = useLocalDatabase()
  const key = `loft:${userId}:refusals-read`
  const [readUntil, setReadUntil] = useState(() => Number(localStorage.getItem(key) ?? 0))
  const refusals = useLiveQuery(refusalsAfter(readUntil))
  const newest = refusals.at(0)
  if (!newest) return null

  const dismiss = () => {
    localStorage.setItem(key, String(newest.created_at))
    setReadUntil(newest.created_at)
  }
  return (
    <Notice
      tone="warning"
      title={
        refusals.length === 1
          ? 'A change had no effect'
          : `${refusals.length} changes had no effect`
      }
      onDismiss={dismiss}
    >
      {refusalWords(newest)}
    </Notice>
  )
}
