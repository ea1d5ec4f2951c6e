import {
  FilePlus,
  ImagePlus,
  Library,
  Plus,
  Settings2,
  SlidersHorizontal,
  TimerReset,
} from 'lucide-react'
import { Menu, MenuItem } from '~/components/menu'
import { chooseFiles } from '~/lib/choose_files'
import { openOverlay } from '../../chat_overlay'

const icon = { 'size': 16, 'aria-hidden': true } as const

interface MoreMenuProps {
  /** null where files cannot be added. */
  onFiles: ((files: readonly File[]) => void) | null
  /** The chat has begun. */
  isChat: boolean
  onQuestionSettings: () => void
  /** Only where a chat has not begun. */
  onTemporary: (() => void) | null
}

export function MoreMenu({ onFiles, isChat, onQuestionSettings, onTemporary }: MoreMenuProps) {
  return (
    <Menu label="More for this chat" align="start" icon={<Plus size={17} aria-hidden="true" />}>
      {onFiles && (
        <>
          <MenuItem
            icon={<FilePlus {...icon} />}
            onSelect={() => chooseFiles('documents', onFiles)}
          >
            Add documents
          </MenuItem>
          <MenuItem icon={<ImagePlus {...icon} />} onSelect={() => chooseFiles('images', onFiles)}>
            Add images
          </MenuItem>
        </>
      )}
      {isChat && (
        <MenuItem icon={<Library {...icon} />} onSelect={() => openOverlay({ type: 'documents' })}>
          Documents of this chat
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
