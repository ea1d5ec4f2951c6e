/** A piece of text on a page, as PDF.js reports it. */
export interface PageItem {
  str: string
  /** Of the text's own coordinates: the last two are where it starts. */
  transform: number[]
  width: number
  height: number
  hasEOL: boolean
}

export interface Line {
  text: string
  /** Parted where there is more room than between words. */
  cells: string[]
  /** Of the text, in points; y grows upwards. */
  size: number
  y: number
}

/** In text sizes. */
const WORD_GAP = 0.2
const COLUMN_GAP = 1.8

/** Puts items that stand on one line together, in the order in which the page has them. */
export function linesOf(items: PageItem[]): Line[] {
  const lines: Line[] = []
  let line: PageItem[] = []
  const end = () => {
    const joined = join(line)
    if (joined.text) lines.push(joined)
    line = []
  }
  for (const item of items) {
    const last = line.at(-1)
    if (last && !standTogether(last, item)) end()
    if (item.str !== '') line.push(item)
    if (item.hasEOL && !isColumnEnd(item)) end()
  }
  if (line.length > 0) end()
  return lines
}

const isColumnEnd = (item: PageItem) => item.str === '' && item.width > 0
const sizeOf = ({ transform, height }: PageItem) =>
  Math.hypot(transform[2]!, transform[3]!) || height || 1
const left = ({ transform }: PageItem) => transform[4]!
const bottom = ({ transform }: PageItem) => transform[5]!

function standTogether(last: PageItem, item: PageItem): boolean {
  return Math.abs(bottom(last) - bottom(item)) <= Math.max(sizeOf(last), sizeOf(item)) * 0.5
}

function join(items: PageItem[]): Line {
  const cells: string[] = ['']
  let end: number | undefined
  for (const item of items) {
    if (item.str.trim() === '') {
      cells[cells.length - 1] += ' '
      continue
    }
    const gap = end === undefined ? 0 : (left(item) - end) / sizeOf(item)
    if (gap > COLUMN_GAP) cells.push('')
    else if (gap > WORD_GAP) cells[cells.length - 1] += ' '
    cells[cells.length - 1] += item.str
    end = left(item) + item.width
  }
  const texts = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter(Boolean)
  const largest = items.reduce(
    (size, item) => (item.str.trim() ? Math.max(size, sizeOf(item)) : size),
    0
  )
  return { text: texts.join(' '), cells: texts, size: largest, y: items[0] ? bottom(items[0]) : 0 }
}
