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

/** The word before a sign. Longer ones may break anywhere. */
const lastWord = /\S{1,40}\s?$/

/** Text whose citations are signs of their sources. A sign stays with the word before it: it never begins a line. */
export function CitedText({ text }: { text: string }) {
  const citations = use(CitationContext)
  if (!citations) return breakableText(text)
  const shown: ReactNode[] = []
  let signs: ReactNode[] = []
  let word = ''
  const show = (node: ReactNode) => shown.push(<Fragment key={shown.length}>{node}</Fragment>)
  const showSigns = () => {
    if (signs.length === 0) return show(breakableText(word))
    show(
      <span className="whitespace-nowrap">
        {word}
        {signs}
      </span>
    )
    signs = []
  }
  for (const piece of splitCitations(text, citations.known)) {
    if (piece.type === 'citation') {
      for (const number of piece.numbers) {
        signs.push(<Fragment key={signs.length}>{citations.view(number)}</Fragment>)
      }
      continue
    }
    if (shown.length > 0 || signs.length > 0) showSigns()
    word = lastWord.exec(piece.text)?.[0] ?? ''
    show(breakableText(piece.text.slice(0, piece.text.length - word.length)))
  }
  if (word !== '' || signs.length > 0) showSigns()
  return shown
}
