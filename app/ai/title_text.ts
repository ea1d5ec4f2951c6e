const MAX_LENGTH = 80

/**
 * What a model wrote, as a title: one line of plain text without quotation marks or markdown, at most 80 characters,
 * cut at a word. Null when nothing usable is left.
 */
export function titleText(written: string): string | null {
  const line = written
    .replace(/<think>[\s\S]*?(<\/think>|$)/gi, '')
    .split(/[\r\n\u2028\u2029]+/)
    .map(plain)
    .find((candidate) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(candidate))
  return line ? shorten(line) : null
}

function plain(line: string): string {
  return (
    line
      // Control characters, and those that reverse or hide text.
      .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ' ')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/^\s*(#{1,6}|[-*>])\s+/, '')
      .replace(/(\*\*|__|~~|`+)/g, '')
      .replace(/^\s*title\s*:\s*/i, '')
      .replace(/\s+/g, ' ')
      .replace(/^[\s"'“”„«»‘’*_]+|[\s"'“”„«»‘’*_]+$/g, '')
      .replace(/(?<!\.)[.。]$/, '')
      .trim()
      .toWellFormed()
  )
}

function shorten(title: string): string {
  if (title.length <= MAX_LENGTH) return title
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(title)
  let kept = ''
  for (const { segment } of graphemes) {
    if (kept.length + segment.length > MAX_LENGTH - 1) break
    kept += segment
  }
  const lastSpace = kept.lastIndexOf(' ')
  return `${lastSpace > MAX_LENGTH / 2 ? kept.slice(0, lastSpace) : kept.trimEnd()}…`
}
