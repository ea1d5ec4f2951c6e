import { useState } from 'react'
import type { ChatSettings } from '#shared/events/fields'
import type { Row } from '#shared/tables/tables'
import { Button } from '~/components/button'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { readSettings, withSettings } from '../../answer_settings'
import { deletePreset, savePreset } from '../../arrange_commands'
import { presetRows } from '../../queries'
import { PresetName } from './preset_name'
import { PresetRow } from './preset_row'

interface PresetsProps {
  model: string
  settings: ChatSettings
  onChoose: (preset: { model: string | null; settings: ChatSettings }) => void
}

type Naming = { type: 'new' } | { type: 'rename'; preset: Row<'presets'> }

/** Named sets of model and settings: chosen here, and made from what the chat has now. */
export function Presets({ model, settings, onChoose }: PresetsProps) {
  const database = useLocalDatabase()
  const presets = useLiveQuery(presetRows)
  const sorted = presets.toSorted((a, b) => a.name.localeCompare(b.name))
  const [naming, setNaming] = useState<Naming | null>(null)
  const current = { model, settings: withSettings(settings, {}) }

  const saveName = (name: string) => {
    if (naming?.type === 'new') void savePreset(database, { name, ...current })
    if (naming?.type === 'rename') {
      const { preset } = naming
      void savePreset(database, { ...contentOf(preset), name }, preset.id)
    }
    setNaming(null)
  }
  return (
    <section aria-label="Presets">
      <div className="mb-1.5 flex min-h-8 items-center justify-between">
        <h3 className="font-[550]">Presets</h3>
        {naming === null && (
          <Button size="small" onClick={() => setNaming({ type: 'new' })}>
            Save as preset
          </Button>
        )}
      </div>
      {naming && (
        <PresetName
          key={naming.type}
          name={naming.type === 'rename' ? naming.preset.name : ''}
          onSave={saveName}
          onCancel={() => setNaming(null)}
        />
      )}
      {sorted.length === 0 ? (
        <p className="text-muted-foreground">
          A preset keeps a model, a system prompt and parameters under a name, for other chats.
        </p>
      ) : (
        <ul className="divide-y overflow-hidden rounded-lg border">
          {sorted.map((preset) => (
            <PresetRow
              key={preset.id}
              preset={preset}
              onChoose={() => onChoose(contentOf(preset))}
              onReplace={() =>
                void savePreset(database, { name: preset.name, ...current }, preset.id)
              }
              onRename={() => setNaming({ type: 'rename', preset })}
              onDelete={() => void deletePreset(database, preset)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

const contentOf = ({ name, model, settings }: Row<'presets'>) => ({
  ...{ name, model, settings: readSettings(settings) },
})
