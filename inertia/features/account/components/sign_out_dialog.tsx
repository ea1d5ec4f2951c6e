import { useState } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { countOf, heldInWords, unsentInWords, type HeldHere } from '../held_words'
import { signOut } from '../leave'
import { UnsentFilesButton } from './unsent_files_button'

const inWords = (held: HeldHere): string =>
  held.changes > 0 ? heldInWords(held, 'unsynced change') : unsentInWords(held)

interface SignOutDialogProps {
  bootstrap: Bootstrap
  held: HeldHere
  onDownload: () => void
  onClose: () => void
}

export function SignOutDialog({ bootstrap, held, onDownload, onClose }: SignOutDialogProps) {
  const [isLeaving, setIsLeaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { isGuest, canSignInAgain } = bootstrap.user

  const isLosing = countOf(held) > 0

  const leave = async () => {
    setIsLeaving(true)
    const result = await signOut(bootstrap)
    if (result.type === 'left') return
    setIsLeaving(false)
    setProblem(result.sentence)
  }
  return (
    <Dialog
      title={isLosing ? `${inWords(held)} would be lost` : 'Sign out?'}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Stay</Button>
          {held.changes > 0 && <Button onClick={onDownload}>Download unsynced text</Button>}
          <UnsentFilesButton userId={bootstrap.user.id} files={held} />
          <Button variant="danger" disabled={isLeaving} onClick={() => void leave()}>
            {isLeaving ? 'Signing out' : isLosing ? 'Sign out and lose them' : 'Sign out'}
          </Button>
        </>
      }
    >
      {isLosing && (
        <p>
          They are on this device only.{' '}
          {held.changes > 0
            ? 'Download the text, or stay until sync is done.'
            : 'Stay until they are sent.'}
        </p>
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
