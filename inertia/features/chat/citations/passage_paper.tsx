import { Fragment, useEffect, useMemo, useRef } from 'react'
import type { CitedPassage } from '#shared/documents'
import { claimsOf, supportingSentences } from './supporting_sentences'

interface PassagePaperProps {
  passage: CitedPassage
  answer: string
}

/** The passage as on a page, with light on what the answer rests on; on all of it when no part stands out. */
export function PassagePaper({ passage, answer }: PassagePaperProps) {
  const { text, number } = passage
  const scroller = useRef<HTMLDivElement>(null)
  const marked = useMemo(() => {
    const found = supportingSentences(text, claimsOf(answer, number))
    return found.length > 0 ? found : [[0, text.length] as const]
  }, [text, answer, number])
  useEffect(() => {
    const mark = scroller.current?.querySelector('mark')
    if (mark && scroller.current) {
      const below =
        mark.getBoundingClientRect().bottom - scroller.current.getBoundingClientRect().bottom
      if (below > 0) mark.scrollIntoView({ block: 'center' })
    }
  }, [])
  const { heading } = passage.place

  let end = 0
  return (
    <div
      ref={scroller}
      role="region"
      aria-label="Passage"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto bg-muted p-4.5 outline-offset-[-2px]"
    >
      <div className="paper">
        {heading && <p className="paper-heading">{heading}</p>}
        <div className="break-words whitespace-pre-wrap" dir="auto">
          {marked.map(([from, to]) => {
            const before = text.slice(end, from)
            end = to
            return (
              <Fragment key={from}>
                {before}
                <mark>{text.slice(from, to)}</mark>
              </Fragment>
            )
          })}
          {text.slice(end)}
        </div>
      </div>
    </div>
  )
}
