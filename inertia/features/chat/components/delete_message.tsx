import { Ellipsis, ListX, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { Menu, MenuItem } from '~/components/menu'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteMessages } from '../commands'
import { withDescendants } from '../descendants'
import type { Message } from '../hooks/use_conversation'

interface DeleteMessageProps {
  message: Message
  /** Read when it is needed: handing the list down would render every message whenever one changes. */
  allMessages: () => readonly Message[]
}

/** A deletion reaches every device and cannot be undone, so it asks. */
export function DeleteMessage({ message, allMessages }: DeleteMessageProps) {
  const database = useLocalDatabase()
  const [ids, setIds] = useState<string[] | null>(null)

  const confirm = () => {
    if (ids) void deleteMessages(database, message.chat_id, ids)
    setIds(null)
  }
  return (
    <>
      <Menu label="More" icon={<Ellipsis size={16} aria-hidden="true" />}>
        <MenuItem
          isDanger
          icon={<Trash2 size={16} aria-hidden="true" />}
          onSelect={() => setIds([message.id])}
        >
          Delete this message
        </MenuItem>
        <MenuItem
          isDanger
          icon={<ListX size={16} aria-hidden="true" />}
          onSelect={() => setIds(withDescendants(allMessages(), message.id))}
        >
          Delete it and everything below
        </MenuItem>
      </Menu>
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
