import { useEffect, useState } from 'react'
import { Button } from '~/components/button'
import { SettingsCard, SettingsRow } from '~/components/settings_card'
import { inBytes, readStorageFacts, type StorageFacts } from '../storage_estimate'

/** What Loft takes of this device, and whether the browser may take it away. */
export function StorageCard({ forgets }: { forgets: boolean }) {
  const [facts, setFacts] = useState<StorageFacts | null>(null)
  const [wasRefused, setWasRefused] = useState(false)
  useEffect(() => void readStorageFacts().then(setFacts), [])

  const ask = async () => {
    const isGranted = await navigator.storage.persist().catch(() => false)
    setWasRefused(!isGranted)
    setFacts(await readStorageFacts())
  }
  const used = facts?.used ?? null
  return (
    <SettingsCard>
      <SettingsRow title="Storage used">
        {facts === null
          ? 'Counting'
          : used === null
            ? 'This browser does not say'
            : `${inBytes(used)}${facts.quota ? ` of ${inBytes(facts.quota)} this browser allows` : ''}, chats and the app together`}
      </SettingsRow>
      <SettingsRow
        title="Kept for good"
        control={
          facts?.isPersisted === false &&
          !forgets && <Button onClick={() => void ask()}>Ask the browser to keep it</Button>
        }
      >
        <span aria-live="polite">{keptWords(facts, forgets, wasRefused)}</span>
      </SettingsRow>
    </SettingsCard>
  )
}

function keptWords(facts: StorageFacts | null, forgets: boolean, wasRefused: boolean): string {
  if (forgets) return 'No. This window forgets everything when it closes'
  if (facts === null) return 'Asking the browser'
  if (facts.isPersisted === null) return 'This browser does not say'
  if (facts.isPersisted) return 'Yes. Only you can remove it'
  if (wasRefused) {
    return 'The browser says no for now. It tends to agree once Loft is installed or used more often'
  }
  return 'Not promised. The browser may clear it when the device runs out of room; what is synced stays on the server'
}
