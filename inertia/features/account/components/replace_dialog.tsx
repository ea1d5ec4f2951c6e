import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { downloadText } from '~/lib/download_text'
import { countOf, heldInWords } from '../held_words'
import { nameOf, type Resident } from '../resident'
import { unsyncedText } from '../unsynced_text'
import { UnsentFilesButton } from './unsent_files_button'

interface ReplaceDialogProps {
  resident: Resident
  /** What goes on, as a button says it. */
  action: string
  /** Whether the guest could become an account instead. */
  canKeepGuest: boolean
  onAnswer: (goesOn: boolean) => void
}

/** Before somebody else signs in here: what happens to the chats of whoever was here. */
export function ReplaceDialog({ resident, action, canKeepGuest, onAnswer }: ReplaceDialogProps) {
  const { bootstrap, unsynced, drafts, files } = resident
  const { isGuest } = bootstrap.user
  const count = unsynced.length
  const fileCount = countOf(files)
  const hasText = count > 0 || drafts.length > 0
  return (
    <Dialog
      title={
        isGuest
          ? 'The guest’s chats are removed from this browser'
          : `The chats of ${nameOf(bootstrap.user)} are removed from this browser`
      }
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>Stay</Button>
          {hasText && (
            <Button
              onClick={() => downloadText('loft-unsynced.md', unsyncedText(unsynced, drafts))}
            >
              Download unsynced text
            </Button>
          )}
          <UnsentFilesButton userId={bootstrap.user.id} files={files} />
          <Button variant="danger" onClick={() => onAnswer(true)}>
            {action}
          </Button>
        </>
      }
    >
      {isGuest ? (
        <p className="font-[550] text-foreground">
          A guest has no password: nobody can open these chats again after this.{' '}
          {canKeepGuest && 'To keep them, make an account out of this guest.'}
        </p>
      ) : (
        <p>They stay in that account and come back when it signs in again.</p>
      )}
      {fileCount > 0 && (
        <p>
          {heldInWords({ changes: 0, ...files })} {fileCount === 1 ? 'was' : 'were'} never sent and
          would be lost.
        </p>
      )}
      {count > 0 && (
        <p>
          {count === 1 ? '1 change was' : `${count} changes were`} never synced and would be lost.
        </p>
      )}
    </Dialog>
  )
}
