/** A piece of an answer: words, or a mark that points at passages. */
export type CitationPiece =
  | { type: 'text'; text: string }
  /** `text` is the mark as the model wrote it; `numbers` are those of its numbers that exist, in its order, at least one. */
  | { type: 'citation'; text: string; numbers: number[] }

/** "[3]", "[1, 2]", "[2–4]" and the "【3】" that some models write; not the words of a link, "[1](…)". */
const MARK = /(?:\[([\d\s,;–-]{1,60})\]|【([\d\s,;–-]{1,60})(?:†[^】\n]{0,60})?】)(?!\()/g
/** A longer range is no citation that anybody could follow. */
const LONGEST_RANGE = 20

/**
 * Cuts text at its citations. Only numbers in `known` (the passages that were in the context) become citations: a mark with none
 * of them stays the text that it is. Browser and server both use this.
 */
export function splitCitations(text: string, known: ReadonlySet<number>): CitationPiece[] {
  const pieces: CitationPiece[] = []
  let end = 0
  for (const match of text.matchAll(MARK)) {
    const numbers = numbersIn(match[1] ?? match[2] ?? '').filter((number) => known.has(number))
    if (numbers.length === 0) continue
    if (match.index > end) pieces.push({ type: 'text', text: text.slice(end, match.index) })
    pieces.push({ type: 'citation', text: match[0], numbers: [...new Set(numbers)] })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ type: 'text', text: text.slice(end) })
  return pieces
}

/** The passages that a text cites, each once, in ascending order. */
export function citedNumbers(text: string, known: ReadonlySet<number>): number[] {
  const numbers = splitCitations(text, known).flatMap((piece) =>
    piece.type === 'citation' ? piece.numbers : []
  )
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** The text without its citations: numbers of one answer mean nothing beside the passages of another. */
export function withoutCitations(text: string, known: ReadonlySet<number>): string {
  return splitCitations(text, known)
    .map((piece) => (piece.type === 'text' ? piece.text : ''))
    .join('')
}

/** Numbers of a mark; none when it is not made of whole numbers and ranges. */
function numbersIn(inside: string): number[] {
  const numbers: number[] = []
  for (const part of inside.split(/[,;]/)) {
    const range = /^\s*(\d{1,4})\s*(?:[–-]\s*(\d{1,4})\s*)?$/.exec(part)
    if (!range) return []
    const first = Number(range[1])
    const last = Number(range[2] ?? range[1])
    if (last < first || last - first > LONGEST_RANGE) return []
    for (let number = first; number <= last; number++) numbers.push(number)
  }
  return numbers
}
