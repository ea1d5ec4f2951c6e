import { splitCitations } from '#shared/policies/citations'

/** From and to, in UTF-16 units. */
export type Range = readonly [from: number, to: number]

/** A full stop inside a figure ends nothing. */
const sentence = /(?:[^.!?\n]|[.!?](?!\s|$))+[.!?\n]*/g
const FEWEST_WORDS = 2

/** What the answer says where it names source `number`: the sentence right before each such mark. */
export function claimsOf(text: string, number: number): string[] {
  const claims: string[] = []
  let before = ''
  for (const piece of splitCitations(text, new Set([number]))) {
    if (piece.type === 'text') {
      before = piece.text.replace(/\[[\d,;–\s-]{1,60}\]/g, '').trimEnd()
      continue
    }
    // In a table the whole row is what is claimed.
    const ends = [...before.matchAll(/[.!?]\s|\n/g)].map(({ index }) => index)
    claims.push(before.slice((ends.at(-1) ?? -1) + 1))
  }
  return claims
}

/**
 * The sentences of a passage that share most words with one of the claims, as far as they stand together. Empty when nothing stands
 * out: the passage as a whole is then what was cited.
 */
export function supportingSentences(passage: string, claims: readonly string[]): Range[] {
  const sentences = [...passage.matchAll(sentence)]
    .map((match): Range => [match.index, match.index + match[0].length])
    .filter(([from, to]) => passage.slice(from, to).trim() !== '')
  const found: Range[] = []
  for (const claim of claims) {
    const wanted = wordsOf(claim)
    const scores = sentences.map(([from, to]) => overlap(wanted, wordsOf(passage.slice(from, to))))
    const best = Math.max(...scores, 0)
    const at = scores.indexOf(best)
    if (best < FEWEST_WORDS || at < 0) continue
    let [first, last] = [at, at]
    while (first > 0 && (scores[first - 1] ?? 0) >= best * 0.6) first--
    while (last < scores.length - 1 && (scores[last + 1] ?? 0) >= best * 0.6) last++
    found.push(trimmed(passage, [sentences[first]![0], sentences[last]![1]]))
  }
  return merged(found)
}

/** Figures say more than words do. */
function overlap(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  let score = 0
  for (const word of words) if (wanted.has(word)) score += /\d/.test(word) ? 2 : 1
  return score
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]{4,}/gu) ?? []
  // The first letters stand for a word in all its forms.
  return new Set(words.map((word) => (/\d/.test(word) ? word : word.slice(0, 6))))
}

function trimmed(text: string, [from, to]: Range): Range {
  const inner = text.slice(from, to)
  const start = inner.length - inner.trimStart().length
  return [from + start, from + inner.trimEnd().length]
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const range of ranges.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1)
    if (last && range[0] <= last[1] + 1)
      result[result.length - 1] = [last[0], Math.max(last[1], range[1])]
    else result.push(range)
  }
  return result
}
