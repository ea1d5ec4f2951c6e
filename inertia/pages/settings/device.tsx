import { Head } from '@inertiajs/react'
import { SettingsHeading } from '~/components/settings_card'
import { unsyncedText } from '~/features/account/unsynced_text'
import { StorageCard } from '~/features/device/components/storage_card'
import { SyncCard } from '~/features/device/components/sync_card'
import { stuckWords, syncWords } from '~/features/sync/sync_words'
import AppLayout from '~/layouts/app_layout'
import SettingsLayout from '~/layouts/settings_layout'
import { downloadText } from '~/lib/download_text'
import { useLocalDatabase, useSyncState, WhenOpen } from '~/livestore/hooks'
import type { SyncState } from '~/livestore/api'

export default function Device() {
  return (
    <>
      <Head title="This device" />
      <SettingsHeading title="This device">
        Your chats are in a database of this browser and open from there. The server has a copy, so
        that your other devices have them too.
      </SettingsHeading>
      <WhenOpen>
        <Cards />
      </WhenOpen>
    </>
  )
}

/** Only an open database knows whether it is kept. */
function Cards() {
  const state = useSyncState()
  const { fill, title } = syncWords(state)
  const { storageMode } = useLocalDatabase()
  return (
    <div className="space-y-4">
      <SyncCard
        fill={fill}
        title={title}
        advice={adviceFor(state)}
        onExport={(events) => downloadText('loft-unsynced.md', unsyncedText(events))}
      />
      <StorageCard forgets={storageMode !== 'persisted'} />
    </div>
  )
}

function adviceFor(state: SyncState): string {
  if (state.type === 'stuck') {
    const words = stuckWords(state.reason, state.waiting)
    return `${words.title}. ${words.advice}`
  }
  if (state.type === 'offline') return 'It is sent and fetched as soon as there is a connection'
  if (state.type !== 'synced') return 'On its way'
  return 'Everything written here is on the server, and everything there is here'
}

Device.layout = [AppLayout, SettingsLayout]
