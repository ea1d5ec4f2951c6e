import { Head } from '@inertiajs/react'
import { useEffect, useState } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Button } from '~/components/button'
import { Wordmark } from '~/components/mark'
import { downloadText } from '~/lib/download_text'
import { countOf, neverSynced } from '../held_words'
import { wipeRevoked } from '../leave'
import { readUnsynced, type Resident } from '../resident'
import { unsyncedText } from '../unsynced_text'
import { UnsentFilesButton } from './unsent_files_button'

/** This device was signed out from another one. Its copy goes at once, unless it holds text that is nowhere else. */
export function SessionRevoked({ bootstrap }: { bootstrap: Bootstrap }) {
  const [held, setHeld] = useState<Omit<Resident, 'bootstrap'> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    readUnsynced(bootstrap.user.id)
      .then((found) => {
        const { unsynced, drafts, files } = found
        if (unsynced.length + drafts.length + countOf(files) > 0) setHeld(found)
        else return wipeRevoked(bootstrap)
      })
      .catch(() => setProblem('What is stored here could not be read. Reload this page.'))
  }, [bootstrap])

  if (held === null && problem === null) return null
  const count = held?.unsynced.length ?? 0
  const files = held?.files ?? { images: 0, documents: 0 }
  const lost = { changes: count, ...files }
  const hasText = held !== null && count + held.drafts.length > 0
  return (
    <main id="main" className="grid min-h-dvh place-items-center bg-background p-6">
      <div className="w-full max-w-lg">
        <Head title="Signed out" />
        <Wordmark />
        <h1 className="mt-6 text-xl font-[600] tracking-tight">This device was signed out</h1>
        <p className="mt-2 text-base text-pretty text-muted-foreground">
          {countOf(lost) > 0
            ? `It was done from another device. ${neverSynced(lost)} in this browser only. The rest is in your account.`
            : 'It was done from another device. A draft exists in this browser only. The rest is in your account.'}
        </p>
        {problem && (
          <p role="alert" className="mt-3 text-destructive">
            {problem}
          </p>
        )}
        {held && (
          <div className="mt-6 flex flex-wrap gap-2">
            {hasText && (
              <Button
                variant="primary"
                onClick={() =>
                  downloadText('loft-unsynced.md', unsyncedText(held.unsynced, held.drafts))
                }
              >
                Download unsynced text
              </Button>
            )}
            <UnsentFilesButton {...{ userId: bootstrap.user.id, files }} isMain={!hasText} />
            <Button
              variant="danger"
              onClick={() => {
                setHeld(null)
                wipeRevoked(bootstrap).catch(() =>
                  setProblem('Not everything could be removed. Reload this page.')
                )
              }}
            >
              Remove everything here
            </Button>
          </div>
        )}
      </div>
    </main>
  )
}
