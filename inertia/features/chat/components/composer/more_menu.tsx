import { ImagePlus, Plus, Settings2, SlidersHorizontal, TimerReset } from 'lucide-react'
import { Menu, MenuItem } from '~/components/menu'
import { chooseImages } from '../../attachments/choose_images'
import { openOverlay } from '../../chat_overlay'

const icon = { 'size': 16, 'aria-hidden': true } as const

interface MoreMenuProps {
  /** null where images cannot be added. */
  onImages: ((files: readonly File[]) => void) | null
  onQuestionSettings: () => void
  /** Only where a chat has not begun. */
  onTemporary: (() => void) | null
}

export function MoreMenu({ onImages, onQuestionSettings, onTemporary }: MoreMenuProps) {
  return (
    <Menu label="More for this chat" align="start" icon={<Plus size={17} aria-hidden="true" />}>
      {onImages && (
        <MenuItem icon={<ImagePlus {...icon} />} onSelect={() => chooseImages(onImages)}>
          Add images
        </MenuItem>
      )}
      <MenuItem icon={<Settings2 {...icon} />} onSelect={onQuestionSettings}>
        Only for the next question
      </MenuItem>
      <MenuItem
        icon={<SlidersHorizontal {...icon} />}
        onSelect={() => openOverlay({ type: 'settings' })}
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
