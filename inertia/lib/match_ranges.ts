/** The words of a search: split at spaces, without repetitions, the first eight. */
export function searchWords(typed: string): string[] {
  const words = typed.normalize('NFC').trim().split(/\s+/).filter(Boolean)
  return [...new Set(words)].slice(0, 8)
}

/** Lower case that keeps every place: a letter whose lower case is longer stays as it is. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return [...text]
    .map((letter) =>
      letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter
    )
    .join('')
}

/** Where any of the words stands in a text, in order and without overlaps. */
export function matchRanges(text: string, words: readonly string[]): [number, number][] {
  const folded = fold(text)
  const found: [number, number][] = []
  for (const word of words.map(fold)) {
    if (word === '') continue
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([at, at + word.length])
    }
  }
  const ranges: [number, number][] = []
  for (const range of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = ranges.at(-1)
    if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1])
    else ranges.push(range)
  }
  return ranges
}

/** The part of a long text around the first match, `before` characters of it in front, cut at words, with dots where something is missing. */
export function excerpt(
  text: string,
  words: readonly string[],
  length = 180,
  before = Math.floor(length / 3)
): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const first = matchRanges(flat, words)[0]?.[0] ?? 0
  const rough = Math.max(0, first - before)
  const from = rough === 0 ? 0 : flat.indexOf(' ', rough) + 1 || rough
  const start = from > first ? rough : from
  const end = Math.min(flat.length, start + length)
  return `${start > 0 ? '…' : ''}${flat.slice(start, end)}${end < flat.length ? '…' : ''}`
}
