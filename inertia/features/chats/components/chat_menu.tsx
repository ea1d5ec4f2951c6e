import {
  Archive,
  ArchiveRestore,
  Ellipsis,
  Folder,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import { Menu, MenuItem } from '~/components/menu'
import { askWhereToMove } from '~/lib/project_places'
import { chatName, type ChatListRow } from '../chat_groups'

/** What can be done with a chat of the list. */
export interface ChatActions {
  startRenaming: (chat: ChatListRow) => void
  /** null leaves the title as it is. */
  rename: (chat: ChatListRow, title: string | null) => void
  pin: (chat: ChatListRow, isPinned: boolean) => void
  archive: (chat: ChatListRow, isArchived: boolean) => void
  remove: (chat: ChatListRow) => void
}

interface ChatMenuProps {
  chat: ChatListRow
  isTabStop: boolean
  actions: ChatActions
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export function ChatMenu({ chat, isTabStop, actions }: ChatMenuProps) {
  const isPinned = chat.pinned_at !== null
  const isArchived = chat.archived_at !== null
  return (
    <Menu
      label={`Actions for ${chatName(chat)}`}
      icon={<Ellipsis {...icon} />}
      tabIndex={isTabStop ? 0 : -1}
      className="size-7 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
    >
      <MenuItem icon={<Pencil {...icon} />} onSelect={() => actions.startRenaming(chat)}>
        Rename
      </MenuItem>
      <MenuItem
        icon={isPinned ? <PinOff {...icon} /> : <Pin {...icon} />}
        onSelect={() => actions.pin(chat, !isPinned)}
      >
        {isPinned ? 'Unpin' : 'Pin'}
      </MenuItem>
      <MenuItem icon={<Folder {...icon} />} onSelect={() => askWhereToMove(chat.id)}>
        Move to a project
      </MenuItem>
      <MenuItem
        icon={isArchived ? <ArchiveRestore {...icon} /> : <Archive {...icon} />}
        onSelect={() => actions.archive(chat, !isArchived)}
      >
        {isArchived ? 'Bring back' : 'Archive'}
      </MenuItem>
      <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={() => actions.remove(chat)}>
        Delete
      </MenuItem>
    </Menu>
  )
}
