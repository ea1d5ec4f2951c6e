import { Head } from '@inertiajs/react'
import { useEffect, useState } from 'react'
import type { ClientEvent } from '#shared/events/catalog'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { ButtonLink } from '~/components/button_link'
import { Wordmark } from '~/components/mark'
import { downloadText } from '~/lib/download_text'
import { useLocalDatabase } from '~/livestore/hooks'
import { countOf, heldInWords, neverSynced } from '../held_words'
import { continueAsGuest } from '../leave'
import { nameOf } from '../resident'
import { countUnsentFiles } from '../unsent_files'
import { unsyncedText } from '../unsynced_text'
import { UnsentFilesButton } from './unsent_files_button'

/** The session is over, the data still here. No chat is shown: whoever sits here may be somebody else. */
export function SessionEnded({ bootstrap }: { bootstrap: Bootstrap }) {
  const database = useLocalDatabase()
  const userId = bootstrap.user.id
  const [unsynced, setUnsynced] = useState<ClientEvent[] | null>(null)
  const [files, setFiles] = useState({ images: 0, documents: 0 })
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    // Another tab may be removing the database at this moment.
    Promise.all([database.unsynced(), countUnsentFiles(userId)]).then(
      ([events, waiting]) => {
        setUnsynced(events)
        setFiles(waiting)
      },
      () => setProblem('What is stored here could not be read. Reload this page to try again.')
    )
  }, [database, userId])

  const count = unsynced?.length ?? 0
  const held = { changes: count, ...files }
  const isHolding = countOf(held) > 0
  const { user } = bootstrap
  const canReturn = !user.isGuest && user.canSignInAgain
  const go = async () => {
    setIsBusy(true)
    const result = await continueAsGuest(bootstrap)
    if (result.type === 'left') return
    setIsBusy(false)
    setProblem(result.sentence)
  }
  return (
    <main
      id="main"
      className="fixed inset-0 z-(--z-panel) m-0! grid place-items-center bg-background p-6"
    >
      <div className="w-full max-w-lg">
        <Head title="Session ended" />
        <Wordmark />
        <h1 className="mt-6 text-xl font-[600] tracking-tight">Your session ended</h1>
        <p className="mt-2 text-base text-muted-foreground">
          {canReturn
            ? `Sign in again as ${nameOf(user)} and everything goes on where it was.${isHolding ? ` ${heldInWords(held)} ${countOf(held) === 1 ? 'is' : 'are'} on this device only until then.` : ''}`
            : isHolding
              ? `${neverSynced(held)} on this device only. Going on removes what is stored here.`
              : 'Everything written here had reached the server. Going on removes the copy in this browser.'}
        </p>
        {problem && (
          <p role="alert" className="mt-3 text-destructive">
            {problem}
          </p>
        )}
        <div className="mt-6 flex flex-wrap items-center gap-2">
          {canReturn && (
            <ButtonLink size="medium" href="/sign-in">
              Sign in again
            </ButtonLink>
          )}
          {count > 0 && (
            <Button
              variant={canReturn ? 'outline' : 'primary'}
              onClick={() => downloadText('loft-unsynced.md', unsyncedText(unsynced ?? []))}
            >
              Download unsynced text
            </Button>
          )}
          <UnsentFilesButton {...{ userId, files }} isMain={count === 0 && !canReturn} />
          <Button
            variant={isHolding || canReturn ? 'outline' : 'primary'}
            disabled={isBusy || unsynced === null}
            onClick={() => void go()}
          >
            Continue as a new guest
          </Button>
        </div>
      </div>
    </main>
  )
}
