import { EyeOff } from 'lucide-react'
import { Button } from '~/components/button'
import { useLocalDatabase } from '~/livestore/hooks'
import { excludeMessages } from '../commands'
import type { Message } from '../hooks/use_conversation'

/** Why a message is dimmed, and the way back. */
export function ExcludedNote({ message }: { message: Message }) {
  const database = useLocalDatabase()
  if (message.excluded_from_context === 0) return null
  return (
    <p role="note" className="flex items-center gap-1.5 text-xs text-muted-foreground">
      <EyeOff size={14} aria-hidden="true" />
      The model does not read this
      <Button
        size="small"
        variant="ghost"
        onClick={() => void excludeMessages(database, message.chat_id, [message.id], false)}
      >
        Undo
      </Button>
    </p>
  )
}
