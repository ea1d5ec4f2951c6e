import { Brain } from 'lucide-react'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { Menu, MenuItem } from '~/components/menu'
import { withSettings, type ReasoningEffort } from '../../answer_settings'

export const efforts: readonly { value: ReasoningEffort | 'auto'; name: string }[] = [
  { value: 'auto', name: 'auto' },
  { value: 'none', name: 'none' },
  { value: 'low', name: 'low' },
  { value: 'medium', name: 'medium' },
  { value: 'high', name: 'high' },
]

interface ThinkMenuProps {
  settings: ChatSettings
  /** Set for the next question alone. */
  override: AnswerSettings
  onChange: (settings: ChatSettings) => void
}

/** How much the model thinks before it answers, in this chat. Only for models that can. */
export function ThinkMenu({ settings, override, onChange }: ThinkMenuProps) {
  const chosen = settings.reasoningEffort ?? 'auto'
  const shown = override.reasoningEffort ?? chosen
  return (
    <Menu
      label={`Thinking: ${shown}`}
      align="start"
      icon={<Brain size={15} aria-hidden="true" />}
      text={<span className="max-sm:hidden">Think: {shown}</span>}
    >
      {efforts.map(({ value, name }) => (
        <MenuItem
          key={value}
          icon={null}
          isChecked={value === chosen}
          onSelect={() =>
            onChange(
              withSettings(settings, { reasoningEffort: value === 'auto' ? undefined : value })
            )
          }
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}
