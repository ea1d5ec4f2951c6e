import { Fragment } from 'react'
import { matchRanges } from '~/lib/match_ranges'

interface MarkedTextProps {
  text: string
  /** What was searched for, word by word. */
  words: readonly string[]
}

/** A text with daylight on what was searched for. */
export function MarkedText({ text, words }: MarkedTextProps) {
  let end = 0
  return (
    <>
      {matchRanges(text, words).map(([from, to]) => {
        const before = text.slice(end, from)
        end = to
        return (
          <Fragment key={from}>
            {before}
            <mark className="rounded-[3px] bg-daylight-soft px-px text-inherit ring-1 ring-daylight/50 dark:ring-0">
              {text.slice(from, to)}
            </mark>
          </Fragment>
        )
      })}
      {text.slice(end)}
    </>
  )
}
