import { useState } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { signOut } from '../leave'

const changes = (count: number) => `${count} unsynced ${count === 1 ? 'change' : 'changes'}`

interface SignOutDialogProps {
  bootstrap: Bootstrap
  /** How many changes the server does not have. */
  unsynced: number
  onDownload: () => void
  onClose: () => void
}

export function SignOutDialog({ bootstrap, unsynced, onDownload, onClose }: SignOutDialogProps) {
  const [isLeaving, setIsLeaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { isGuest, canSignInAgain } = bootstrap.user

  const leave = async () => {
    setIsLeaving(true)
    const result = await signOut(bootstrap)
    if (result.type === 'left') return
    setIsLeaving(false)
    setProblem(result.sentence)
  }
  return (
    <Dialog
      title={unsynced > 0 ? `${changes(unsynced)} would be lost` : 'Sign out?'}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Stay</Button>
          {unsynced > 0 && <Button onClick={onDownload}>Download unsynced text</Button>}
          <Button variant="danger" disabled={isLeaving} onClick={() => void leave()}>
            {isLeaving ? 'Signing out' : unsynced > 0 ? 'Sign out and lose them' : 'Sign out'}
          </Button>
        </>
      }
    >
      {unsynced > 0 && (
        <p>They are on this device only. Download the text, or stay until sync is done.</p>
      )}
      <p>Your chats are removed from this browser, drafts included.</p>
      {isGuest && (
        <p className="font-[550] text-foreground">
          A guest has no password: nobody can open these chats again after this.
        </p>
      )}
      {!isGuest && canSignInAgain === false && (
        <p className="font-[550] text-foreground">
          Your e-mail address is not confirmed: you cannot sign in again before you open the link in
          its mail.
        </p>
      )}
      {problem && (
        <p role="alert" className="text-destructive">
          {problem}
        </p>
      )}
    </Dialog>
  )
}
