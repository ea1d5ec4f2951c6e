import { align } from './align.js'
import { lettersOf } from './letters.js'

/** What of a text item carries a part of the passage; positions in UTF-16 units. */
export interface Span {
  page: number
  /** Index among the items of its page. */
  item: number
  from: number
  to: number
  /** It belongs to a part of the passage that stands out. */
  isMarked: boolean
}

export interface PageLetters {
  page: number
  items: readonly { str: string }[]
}

/** A page with more is not searched to its end. Characters. */
const MOST_CHARACTERS = 200_000

/** Where a passage stands on some neighbouring pages: what stands on the page it was cited from wins. */
export function findPassage(
  passage: string,
  pages: readonly PageLetters[],
  citedPage: number,
  /** Parts of the passage that stand out, in its UTF-16 units. */
  marked: readonly (readonly [from: number, to: number])[] = []
): Span[] {
  const sought = lettersOf(passage)
  const places: { page: number; item: number; offset: number }[] = []
  let text = ''
  let near = 0
  for (const { page, items } of pages) {
    if (page === citedPage) near = text.length
    let characters = 0
    for (const [item, { str }] of items.entries()) {
      characters += str.length
      if (characters > MOST_CHARACTERS) break
      const letters = lettersOf(str)
      text += letters.text
      for (const offset of letters.from) places.push({ page, item, offset })
    }
  }
  const spans: Span[] = []
  const alignment = align(sought.text, text, near)
  for (const [unit, to] of alignment.entries()) {
    if (to < 0) continue
    const { page, item, offset } = places[to]!
    const source = sought.from[unit]!
    const isMarked = marked.some(([from, to]) => from <= source && source < to)
    const last = spans.at(-1)
    const isNext = last?.page === page && last.item === item && offset >= last.to - 1
    if (last && isNext && last.isMarked === isMarked) {
      last.to = offset + 1
    } else {
      spans.push({ page, item, from: offset, to: offset + 1, isMarked })
    }
  }
  const byPage = new Map(pages.map(({ page, items }) => [page, items]))
  return spans.map((span) => withPunctuation(span, byPage.get(span.page)![span.item]!.str))
}

const MOST_PUNCTUATION = 40
/** The rest of a character, its marks, and signs that end something: "7.1 %)." is one thing. */
const AFTER = /^(?:[\uDC00-\uDFFF\p{M}]|\s?(?![\p{Ps}\p{Pi}])\p{P})+/u

/** A full stop belongs to its sentence, though it is no letter. */
function withPunctuation(span: Span, text: string): Span {
  let { from, to } = span
  to += AFTER.exec(text.slice(to, to + MOST_PUNCTUATION))?.[0].length ?? 0
  while (from > 0 && /[\p{Ps}\p{Pi}]/u.test(text[from - 1]!)) from--
  return { ...span, from, to }
}
