import { createContext, Fragment, use, type ReactNode } from 'react'
import { splitCitations } from '#shared/policies/citations'
import { breakableText } from './breakable_text'

/** What the numbers of a message lead to. */
export interface Citations {
  /** Numbers that exist; all others are text. */
  known: ReadonlySet<number>
  view: (number: number) => ReactNode
}

/** Around a message with sources; without it brackets are text like any other. */
export const CitationContext = createContext<Citations | null>(null)

/** A sign never begins a line of its own. */
const NO_BREAK = '\u2060'

/** Text whose citations are signs of their sources. */
export function CitedText({ text }: { text: string }) {
  const citations = use(CitationContext)
  if (!citations) return breakableText(text)
  return splitCitations(text, citations.known).map((piece, at) => (
    <Fragment key={at}>
      {piece.type === 'text'
        ? breakableText(piece.text)
        : piece.numbers.map((number) => (
            <Fragment key={number}>
              {NO_BREAK}
              {citations.view(number)}
            </Fragment>
          ))}
    </Fragment>
  ))
}
