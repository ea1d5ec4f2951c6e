import { Ellipsis, Pencil, Save, Trash2 } from 'lucide-react'
import type { Row } from '#shared/tables/tables'
import { Menu, MenuItem } from '~/components/menu'
import { readSettings, settingsWords } from '../../answer_settings'
import { modelName, useModels } from '../../models_context'

interface PresetRowProps {
  preset: Row<'presets'>
  onChoose: () => void
  onReplace: () => void
  onRename: () => void
  onDelete: () => void
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export function PresetRow({ preset, onChoose, onReplace, onRename, onDelete }: PresetRowProps) {
  const { models } = useModels()
  const settings = readSettings(preset.settings)
  const words = [
    preset.model !== null && modelName(models, preset.model),
    settings.systemPrompt && 'system prompt',
    ...settingsWords(settings),
  ].filter(Boolean)

  return (
    <li className="flex items-center bg-card pr-1">
      <button
        type="button"
        aria-label={`Use preset ${preset.name}`}
        onClick={onChoose}
        className="min-w-0 flex-1 px-3 py-2 text-left hover:bg-accent pointer-coarse:min-h-11"
      >
        <span className="block truncate font-[550]">{preset.name}</span>
        <span className="block truncate text-xs text-muted-foreground">{words.join(', ')}</span>
      </button>
      <Menu label={`Actions for preset ${preset.name}`} icon={<Ellipsis {...icon} />}>
        <MenuItem icon={<Save {...icon} />} onSelect={onReplace}>
          Replace by this chat’s settings
        </MenuItem>
        <MenuItem icon={<Pencil {...icon} />} onSelect={onRename}>
          Rename
        </MenuItem>
        <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={onDelete}>
          Delete
        </MenuItem>
      </Menu>
    </li>
  )
}
