import { Plus, Settings2, SlidersHorizontal, TimerReset } from 'lucide-react'
import { Menu, MenuItem } from '~/components/menu'
import { openSurface } from '../../open_surface'

const icon = { 'size': 16, 'aria-hidden': true } as const

interface MoreMenuProps {
  onQuestionSettings: () => void
  /** Only where a chat has not begun. */
  onTemporary: (() => void) | null
}

export function MoreMenu({ onQuestionSettings, onTemporary }: MoreMenuProps) {
  return (
    <Menu label="More for this chat" icon={<Plus size={17} aria-hidden="true" />}>
      <MenuItem icon={<Settings2 {...icon} />} onSelect={onQuestionSettings}>
        Only for the next question
      </MenuItem>
      <MenuItem
        icon={<SlidersHorizontal {...icon} />}
        onSelect={() => openSurface({ type: 'settings' })}
      >
        Settings of this chat
      </MenuItem>
      {onTemporary && (
        <MenuItem icon={<TimerReset {...icon} />} onSelect={onTemporary}>
          Make this chat temporary
        </MenuItem>
      )}
    </Menu>
  )
}
