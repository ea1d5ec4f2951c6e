import { useEffect, useState } from 'react'
import type { ClientEvent } from '#shared/events/catalog'
import { Button } from '~/components/button'
import { Pane, type PaneFill } from '~/components/mark'
import { SettingsCard, SettingsRow } from '~/components/settings_card'
import { useLocalDatabase, useSyncState } from '~/livestore/hooks'
import { StartAfresh } from './start_afresh'

interface SyncCardProps {
  /** The state of the sync in words. */
  fill: PaneFill
  title: string
  advice: string
  onExport: (events: readonly ClientEvent[]) => void
}

/** What has reached the server and what has not. */
export function SyncCard({ fill, title, advice, onExport }: SyncCardProps) {
  const database = useLocalDatabase()
  const state = useSyncState()
  const [unsynced, setUnsynced] = useState<readonly ClientEvent[]>([])
  useEffect(() => {
    let isCurrent = true
    database.unsynced().then(
      (events) => isCurrent && setUnsynced(events),
      () => {}
    )
    return () => {
      isCurrent = false
    }
  }, [database, state])

  const count = unsynced.length
  return (
    <SettingsCard>
      <SettingsRow
        title={
          <span className="flex items-center gap-2">
            <Pane fill={fill} />
            {title}
          </span>
        }
      >
        {advice}
      </SettingsRow>
      <SettingsRow
        title="Only on this device"
        control={
          count > 0 && <Button onClick={() => onExport(unsynced)}>Download their text</Button>
        }
      >
        {count === 0
          ? 'Nothing. The server has everything written here'
          : `${count} ${count === 1 ? 'change' : 'changes'} that the server does not have yet`}
      </SettingsRow>
      <SettingsRow title="Start afresh" control={<StartAfresh userId={database.userId} />}>
        Throws this copy away and fetches it from the server again. What was not synced is kept
      </SettingsRow>
    </SettingsCard>
  )
}
