import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { PASSAGES_AT_ONCE, type DocumentPassages } from '#shared/protocol/passages'
import { Button } from '~/components/button'
import { CannotHave, fetchPassages } from '~/lib/documents/fetch_document'
import type { Cited } from './cited'
import { PassagesPaper } from './passages_paper'
import { useLoaded } from './use_loaded'
import { WhyNotLine } from './why_not'

interface PassagesReaderProps {
  documentId: string
  cited?: Cited
  /** What is read where the document is not to be had, and the words for it. */
  instead: { view: ReactNode; words: string }
}

/** Passages before the one that was cited, and after it. */
const AROUND = 3

/** A document as its passages say it: the cited one among its neighbours, or from the beginning. */
export default function PassagesReader({ documentId, cited, instead }: PassagesReaderProps) {
  const ordinal = cited?.passage.ordinal
  const text = cited?.passage.text
  const load = useCallback(
    async (signal: AbortSignal) => {
      const from = Math.max(0, (ordinal ?? 0) - AROUND)
      const count = ordinal === undefined ? PASSAGES_AT_ONCE : ordinal - from + 1 + AROUND
      const found = await fetchPassages(documentId, from, count, signal)
      const own = found.passages.find((passage) => passage.ordinal === ordinal)
      // Read anew, a document may be cut in other places.
      if (text !== undefined && !own?.text.startsWith(text)) throw new CannotHave('changed')
      return found
    },
    [documentId, ordinal, text]
  )
  const { state, again } = useLoaded(load)

  switch (state.type) {
    case 'loading':
      return cited ? (
        instead.view
      ) : (
        <div className="min-h-0 flex-1 bg-muted p-4.5" aria-busy="true">
          <div className="paper late">
            <p role="status">Opening the document</p>
          </div>
        </div>
      )
    case 'loaded':
      return <Leafing documentId={documentId} start={state.value} cited={cited} />
    case 'failed':
      return (
        <>
          <WhyNotLine why={state.why} instead={instead.words} onAgain={again} />
          {instead.view}
        </>
      )
    default: {
      const exhaustive: never = state
      return exhaustive
    }
  }
}

interface LeafingProps {
  documentId: string
  start: DocumentPassages
  cited?: Cited
}

function Leafing({ documentId, start, cited }: LeafingProps) {
  const [passages, setPassages] = useState(start.passages)
  const [isBusy, setIsBusy] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    setPassages(start.passages)
    scroller.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }, [start])
  const first = passages[0]?.ordinal ?? 0
  const next = (passages.at(-1)?.ordinal ?? -1) + 1

  const more = async (from: number, count: number) => {
    setIsBusy(true)
    const height = scroller.current?.scrollHeight ?? 0
    try {
      const found = await fetchPassages(documentId, from, count, new AbortController().signal)
      setPassages((last) =>
        [...found.passages, ...last]
          .filter(({ ordinal }, at, all) => all.findIndex((one) => one.ordinal === ordinal) === at)
          .toSorted((a, b) => a.ordinal - b.ordinal)
      )
      if (from < first) {
        // What is being read stays where it is.
        requestAnimationFrame(() => {
          const element = scroller.current
          if (element) element.scrollTop += element.scrollHeight - height
        })
      }
    } catch {
      // The button is still there to be pressed again.
    } finally {
      setIsBusy(false)
    }
  }
  const before = Math.max(0, first - PASSAGES_AT_ONCE)

  return (
    <div
      ref={scroller}
      role="region"
      aria-label={cited ? 'Passage in its document' : 'Document'}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto bg-muted p-4.5 outline-offset-[-2px] max-sm:p-2.5"
    >
      {first > 0 && (
        <More isBusy={isBusy} onMore={() => void more(before, first - before)}>
          Show what is before
        </More>
      )}
      <PassagesPaper passages={passages} cited={cited} />
      {next < start.total && passages.length > 0 && (
        <More isBusy={isBusy} onMore={() => void more(next, PASSAGES_AT_ONCE)}>
          Show what comes next
        </More>
      )}
    </div>
  )
}

interface MoreProps {
  isBusy: boolean
  onMore: () => void
  children: ReactNode
}

function More({ isBusy, onMore, children }: MoreProps) {
  return (
    <div className="flex justify-center py-2.5 first:pt-0 last:pb-0">
      <Button size="small" disabled={isBusy} onClick={onMore}>
        {children}
      </Button>
    </div>
  )
}
