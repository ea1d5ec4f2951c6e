import { Ellipsis, EyeOff, Eye, ListX, Shuffle, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { Menu, MenuItem } from '~/components/menu'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteMessages, excludeMessages } from '../commands'
import { withDescendants } from '../descendants'
import type { Message } from '../hooks/use_conversation'

interface MessageMenuProps {
  message: Message
  /** Read when it is needed: handing the list down would render every message whenever one changes. */
  allMessages: () => readonly Message[]
  /** Chooses another model for one more answer; null where there is nothing to ask. */
  onOtherModel?: (() => void) | null
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export function MessageMenu({ message, allMessages, onOtherModel = null }: MessageMenuProps) {
  const database = useLocalDatabase()
  const [ids, setIds] = useState<string[] | null>(null)
  const isExcluded = message.excluded_from_context === 1

  const confirm = () => {
    if (ids) void deleteMessages(database, message.chat_id, ids)
    setIds(null)
  }
  return (
    <>
      <Menu
        label="More"
        icon={<Ellipsis {...icon} />}
        align={message.role === 'user' ? 'end' : 'start'}
      >
        {onOtherModel && (
          <MenuItem icon={<Shuffle {...icon} />} onSelect={onOtherModel}>
            Answer again with…
          </MenuItem>
        )}
        <MenuItem
          icon={isExcluded ? <Eye {...icon} /> : <EyeOff {...icon} />}
          onSelect={() =>
            void excludeMessages(database, message.chat_id, [message.id], !isExcluded)
          }
        >
          {isExcluded ? 'Let the model read it again' : 'Hide from the model'}
        </MenuItem>
        <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={() => setIds([message.id])}>
          Delete this message
        </MenuItem>
        <MenuItem
          isDanger
          icon={<ListX {...icon} />}
          onSelect={() => setIds(withDescendants(allMessages(), message.id))}
        >
          Delete it and everything below
        </MenuItem>
      </Menu>
      {/* A deletion reaches every device and cannot be undone, so it asks. */}
      {ids && (
        <Dialog
          title={ids.length === 1 ? 'Delete this message?' : `Delete ${ids.length} messages?`}
          onClose={() => setIds(null)}
          actions={
            <>
              <Button onClick={() => setIds(null)}>Keep</Button>
              <Button variant="danger" onClick={confirm}>
                Delete
              </Button>
            </>
          }
        >
          <p>The text is removed from all your devices and from the server. It cannot be undone.</p>
        </Dialog>
      )}
    </>
  )
}
