import { useEffect, useRef } from 'react'
import type { Cited } from '~/components/reader/cited'
import { MarkedPassage } from '~/components/reader/marked_passage'

/** The passage as the answer keeps it, on paper. */
export function PassagePaper({ cited }: { cited: Cited }) {
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const mark = scroller.current?.querySelector('mark')
    if (mark && scroller.current) {
      const below =
        mark.getBoundingClientRect().bottom - scroller.current.getBoundingClientRect().bottom
      if (below > 0) mark.scrollIntoView({ block: 'center' })
    }
  }, [])
  const { place, text } = cited.passage

  return (
    <div
      ref={scroller}
      role="region"
      aria-label="Passage"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto bg-muted p-4.5 outline-offset-[-2px] max-sm:p-2.5"
    >
      <div className="paper">
        {place.heading && <p className="paper-heading">{place.heading}</p>}
        <MarkedPassage text={text} marked={cited.marked} />
      </div>
    </div>
  )
}
