import { useEffect, useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { guardLeaving } from '~/lib/chat_route'
import { temporaryChat } from '../../temporary/temporary_chat'

/** Whoever is about to lose a temporary chat by opening another is asked first. */
export function LeaveGuard({ hasText }: { hasText: boolean }) {
  const [leave, setLeave] = useState<(() => void) | null>(null)
  useEffect(() => guardLeaving(hasText ? (go) => setLeave(() => go) : leaveAtOnce), [hasText])

  if (leave === null) return null
  const stay = () => setLeave(null)
  const go = () => {
    temporaryChat.leave()
    setLeave(null)
    leave()
  }
  return (
    <Dialog
      title="Leave this temporary chat?"
      onClose={stay}
      actions={
        <>
          <Button onClick={stay}>Stay</Button>
          <Button variant="danger" onClick={go}>
            Leave
          </Button>
        </>
      }
    >
      <p>It is kept nowhere, so it is gone for good.</p>
    </Dialog>
  )
}

/** Nothing was said yet. */
function leaveAtOnce(go: () => void): void {
  temporaryChat.leave()
  go()
}
