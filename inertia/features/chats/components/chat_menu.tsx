import { Archive, ArchiveRestore, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { Menu, MenuItem } from '~/components/menu'
import { openChat } from '~/lib/chat_route'
import { useLocalDatabase } from '~/livestore/hooks'
import { chatName, type ChatListRow } from '../chat_groups'
import { archiveChat, deleteChat, pinChat } from '../commands'

interface ChatMenuProps {
  chat: ChatListRow
  isOpen: boolean
  onRename: () => void
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export function ChatMenu({ chat, isOpen, onRename }: ChatMenuProps) {
  const database = useLocalDatabase()
  const [asks, setAsks] = useState(false)
  const isPinned = chat.pinned_at !== null
  const isArchived = chat.archived_at !== null

  const remove = () => {
    setAsks(false)
    if (isOpen) openChat(null)
    void deleteChat(database, chat.id)
  }
  return (
    <>
      <Menu
        label={`Actions for ${chatName(chat)}`}
        icon={<Ellipsis {...icon} />}
        className="size-7 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
      >
        <MenuItem icon={<Pencil {...icon} />} onSelect={onRename}>
          Rename
        </MenuItem>
        <MenuItem
          icon={isPinned ? <PinOff {...icon} /> : <Pin {...icon} />}
          onSelect={() => void pinChat(database, chat.id, !isPinned)}
        >
          {isPinned ? 'Unpin' : 'Pin'}
        </MenuItem>
        <MenuItem
          icon={isArchived ? <ArchiveRestore {...icon} /> : <Archive {...icon} />}
          onSelect={() => void archiveChat(database, chat.id, !isArchived)}
        >
          {isArchived ? 'Bring back' : 'Archive'}
        </MenuItem>
        <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={() => setAsks(true)}>
          Delete
        </MenuItem>
      </Menu>
      {asks && (
        <Dialog
          title={`Delete “${chatName(chat)}”?`}
          onClose={() => setAsks(false)}
          actions={
            <>
              <Button onClick={() => setAsks(false)}>Keep</Button>
              <Button variant="danger" onClick={remove}>
                Delete
              </Button>
            </>
          }
        >
          <p>It is removed from all your devices and from the server. It cannot be undone.</p>
        </Dialog>
      )}
    </>
  )
}
