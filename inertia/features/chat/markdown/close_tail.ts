/**
 * Completes what an answer is in the middle of writing, so that it never shows as raw marks and does not jump when its end
 * arrives: bold text is bold from its first letter, a link is its text, a table begins with its second line.
 */
export function closeTail(source: string): string {
  if (isInFence(source)) return source.replace(/\n[ \t>]*[`~]+$/, '')
  const start = lastParagraph(source)
  const head = source.slice(0, start)
  let tail = withoutHalfTable(source.slice(start))
  tail = tail.replace(/(^|\n)[ \t>]*(?:[-*+=_#~`|:$\\>[]+|\d{1,3}[.)]?)[ \t]*$/, '$1')
  const line = lastItem(tail)
  return head + tail.slice(0, line) + closeInline(tail.slice(line))
}

/** Marks do not reach from one item, heading or row into the next. */
function lastItem(tail: string): number {
  const starts = [
    ...tail.matchAll(/(?:^|\n)(?=[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|[ \t>]*\|)/g),
  ]
  const last = starts.at(-1)
  return last ? last.index + last[0].length : 0
}

/** Whether a fence inside a list or a quote is open at the end. */
function isInFence(source: string): boolean {
  let open: string | null = null
  for (const [, marks = '', info = ''] of source.matchAll(/^[ \t>\d.)*+-]*(`{3,}|~{3,})(.*)$/gm)) {
    if (open === null) open = info.includes('`') ? null : marks
    else if (marks.startsWith(open) && info.trim() === '') open = null
  }
  return open !== null
}

function lastParagraph(source: string): number {
  const end = source.trimEnd().length
  const blank = source.slice(0, end).lastIndexOf('\n\n')
  return blank < 0 ? 0 : blank + 2
}

/** A line of cells is a paragraph until the line below says that it heads a table. */
function withoutHalfTable(tail: string): string {
  const lines = tail.split('\n')
  const first = lines.findIndex((line) => /^[ \t>]*\|/.test(line))
  if (first < 0) return tail
  const [, divider = '', ...rows] = lines.slice(first)
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|').length
  const isDivided =
    /^[ \t>]*\|?[ \t:|-]*-[ \t:|-]*$/.test(divider) && cells(divider) >= cells(lines[first] ?? '')
  if (isDivided || rows.length > 0) return tail
  if (divider !== '' && !/^[ \t>|:-]*$/.test(divider)) return tail
  return lines.slice(0, first).join('\n')
}

type Open = { mark: string; at: number }

/** Reads marks from left to right, as far as that tells what is open at the end. */
function closeInline(text: string): string {
  const open: Open[] = []
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at)) {
    const rest = text[at] ?? ''
    if (rest === '\\' && !/[([]/.test(text[at + 1] ?? '')) {
      at += 2
      continue
    }
    if (rest === '`') {
      const run = /^`+/.exec(text.slice(at, at + 40))?.[0] ?? '`'
      const end = text.indexOf(run, at + run.length)
      if (end < 0) return closeAll(closeCode(text, at, run), open)
      at = end + run.length
      continue
    }
    const formula = /^(\$\$?|\\\(|\\\[)/.exec(text.slice(at, at + 2))?.[0]
    if (formula) {
      const end = endOfFormula(text, at, formula)
      if (end === 'open') return closeAll(text.slice(0, at), open)
      at = end
      continue
    }
    at = rest === '[' || rest === '!' ? openLink(text, at, open) : openMark(text, at, open)
    if (at < 0) return closeAll(text.slice(0, -at - 1), open)
  }
  return closeAll(text, open)
}

/** Words in between are most of a text. */
function nextMark(text: string, from: number): number {
  const mark = /[\\`$[!*~_]/g
  mark.lastIndex = from
  return mark.exec(text)?.index ?? text.length
}

const closeCode = (text: string, at: number, run: string) =>
  text.slice(at + run.length).trim() === '' ? text.slice(0, at) : text + run

/** What is open and looks like TeX waits for its end; a lone dollar is a price. */
function endOfFormula(text: string, at: number, mark: string): number | 'open' {
  const closing = mark === '\\(' ? '\\)' : mark === '\\[' ? '\\]' : mark
  const from = at + mark.length
  if (mark === '$' && !/\S/.test(text[from] ?? ' ')) return from
  const end = text.indexOf(closing, from)
  if (end >= 0) return mark === '$' && /\s/.test(text[end - 1] ?? '') ? from : end + closing.length
  const isTex = mark !== '$' || /[\\^_{}]/.test(text.slice(from, from + 200))
  return isTex ? 'open' : from
}

/** After a link that is whole; behind its bracket when only the text is there. A negative offset says where to cut. */
function openLink(text: string, at: number, open: Open[]): number {
  const isImage = text[at] === '!'
  if (isImage && text[at + 1] !== '[') return at + 1 === text.length ? -at - 1 : at + 1
  const from = at + (isImage ? 2 : 1)
  const end = text.indexOf(']', from)
  if (end < 0) {
    // Most likely the number of a source, which comes in one piece.
    if (/^[\d, ]*$/.test(text.slice(from))) return -at - 1
    if (isImage || text.startsWith('^', from)) return -at - 1
    open.push({ mark: '[', at })
    return from
  }
  const isLast = end + 1 === text.length
  if (isLast && /^\d[\d, ]*$/.test(text.slice(from, end))) return text.length
  if (text[end + 1] !== '(' && !isLast) return from
  const target = isLast ? -1 : text.indexOf(')', end)
  if (target >= 0) return isImage ? target + 1 : from
  if (isImage) return -at - 1
  open.push({ mark: `](`, at: end })
  open.push({ mark: '[', at })
  return text.length
}

function openMark(text: string, at: number, open: Open[]): number {
  const mark = /^(\*{1,3}|~~|_{1,3})/.exec(text.slice(at, at + 3))?.[0]
  if (!mark) return at + 1
  const [before, after] = [text[at - 1] ?? ' ', text[at + mark.length] ?? '']
  const isOpen = open.findLastIndex((other) => other.mark === mark)
  const isInWord = mark.startsWith('_') && /\w/.test(before) && /\w/.test(after)
  if (isOpen >= 0 && /\S/.test(before)) open.splice(isOpen)
  else if (after === '' && /\s/.test(before)) return -at - 1
  else if (/\S/.test(after) && !isInWord) open.push({ mark, at })
  return at + mark.length
}

function closeAll(text: string, open: Open[]): string {
  let closed = text
  const marks = open.filter(({ mark }) => mark !== '[' && mark !== '](')
  const target = open.find(({ mark }) => mark === '](')
  if (target) closed = closed.slice(0, target.at)
  for (const { at } of open.filter(({ mark }) => mark === '[').toReversed()) {
    closed = closed.slice(0, at) + closed.slice(at + 1)
  }
  // `**bold*` is bold with half of its end.
  const last = marks.at(-1)?.mark
  if (last && last.length > 1 && closed.endsWith(last.slice(1)))
    closed = closed.slice(0, 1 - last.length)
  if (marks.length === 0) return closed
  const ending = /[ \t]*$/.exec(closed)?.[0] ?? ''
  closed = closed.slice(0, closed.length - ending.length)
  return (
    closed +
    marks
      .map(({ mark }) => mark)
      .toReversed()
      .join('')
  )
}
