/** The end of a passage that the next one may repeat is no longer than this. Characters. */
const MOST_REPEATED = 1_500
/** Fewer may be alike by chance. */
const FEWEST = 12

/** A passage without its beginning that repeats the end of the one before: read one after the other, nothing stands twice. */
export function withoutRepeat(before: string, text: string): string {
  const end = plain(before)
  const { words, ends } = wordsOf(text)
  let repeated = ''
  let best = 0
  for (const [at, word] of words.entries()) {
    repeated += word
    if (repeated.length > MOST_REPEATED) break
    if (repeated.length >= FEWEST && end.endsWith(repeated)) best = ends[at]!
  }
  return best === 0 ? text : text.slice(best).replace(/^[ \t]*\n*|^\s+/, '')
}

const plain = (text: string) => text.replace(/\s+/g, '')

function wordsOf(text: string): { words: string[]; ends: number[] } {
  const matches = [...text.slice(0, MOST_REPEATED * 2).matchAll(/\S+/g)]
  return {
    words: matches.map(([word]) => word),
    ends: matches.map(({ index, 0: word }) => index + word.length),
  }
}
