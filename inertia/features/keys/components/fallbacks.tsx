import { useState } from 'react'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { SettingsCard, SettingsRow } from '~/components/settings_card'
import { Switch } from '~/components/switch'
import { setFallbackModels } from '~/features/keys/commands'
import { FallbackOrder } from '~/features/keys/components/fallback_order'
import { fallbackModels } from '~/features/keys/queries'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'

/** Which models are tried when the chosen one does not answer. Synced: it is for all devices. */
export function Fallbacks({ models }: { models: readonly BootstrapModel[] }) {
  const database = useLocalDatabase()
  const order = useLiveQuery(fallbackModels)
  const [isEditing, setIsEditing] = useState(false)
  // What switching off took away comes back with the next switch, as long as the page is open.
  const [before, setBefore] = useState<readonly string[]>([])
  const isOn = order.length > 0
  const store = (next: readonly string[]) => void setFallbackModels(database, next)
  const switchTo = (isOn: boolean) => {
    setIsEditing(isOn)
    if (isOn) return store(before)
    setBefore(order)
    store([])
  }
  return (
    <>
      <h3 className="mt-7 mb-2.5 text-sm font-[600]">When a model does not answer</h3>
      <SettingsCard>
        <SettingsRow
          title="Try the next model"
          control={
            <Switch label="Try the next model" isOn={isOn || isEditing} onChange={switchTo} />
          }
        >
          Only before the first word arrives, so answers are never mixed
        </SettingsRow>
        <SettingsRow
          title="Order"
          control={
            <Button size="small" aria-expanded={isEditing} onClick={() => setIsEditing(!isEditing)}>
              {isEditing ? 'Done' : 'Edit'}
            </Button>
          }
        >
          {isOn ? order.map((id) => nameOf(models, id)).join(', then ') : 'No other model is tried'}
        </SettingsRow>
        {isEditing && <FallbackOrder order={order} models={models} onChange={store} />}
      </SettingsCard>
    </>
  )
}

export const nameOf = (models: readonly BootstrapModel[], id: string) =>
  models.find((model) => model.id === id)?.name ?? id
