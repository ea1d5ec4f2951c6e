import { Fragment } from 'react'
import type { DocumentPassage } from '#shared/protocol/passages'
import { placeWords } from '~/lib/documents/place_words'
import { withoutRepeat } from '~/lib/documents/without_repeat'
import type { Cited } from './cited'
import { MarkedPassage } from './marked_passage'

interface PassagesPaperProps {
  passages: readonly DocumentPassage[]
  cited?: Cited
}

/** Passages as one text, under the sections, sheets or slides that they stand in. */
export function PassagesPaper({ passages, cited }: PassagesPaperProps) {
  return (
    <div className="paper">
      {passages.map((passage, at) => {
        const before = passages[at - 1]
        const place = placeOf(passage)
        const isCited = cited !== undefined && passage.ordinal === cited.passage.ordinal
        return (
          <Fragment key={passage.ordinal}>
            {place !== '' && place !== (before && placeOf(before)) && (
              <p className="paper-heading">{place}</p>
            )}
            {isCited ? (
              <div className="paper-cited">
                <MarkedPassage text={passage.text} marked={cited.marked} />
              </div>
            ) : (
              <div className="mb-4 break-words whitespace-pre-wrap" dir="auto">
                {before ? withoutRepeat(before.text, passage.text) : passage.text}
              </div>
            )}
          </Fragment>
        )
      })}
    </div>
  )
}

function placeOf({ place }: DocumentPassage): string {
  const { at } = placeWords(place)
  return [at, place.heading].filter(Boolean).join(' · ')
}
