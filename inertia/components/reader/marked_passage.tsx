import { Fragment } from 'react'
import type { Cited } from './cited'

interface MarkedPassageProps {
  text: string
  marked: Cited['marked']
}

/** A passage with light on what an answer rests on. */
export function MarkedPassage({ text, marked }: MarkedPassageProps) {
  let end = 0
  return (
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
  )
}
