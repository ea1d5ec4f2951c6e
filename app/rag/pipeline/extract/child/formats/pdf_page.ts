import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { linesOf, type Line, type PageItem } from '#rag/pipeline/extract/child/formats/pdf_lines'
import { TableWriter } from '#rag/pipeline/extract/child/markdown_table'

export type { PageItem } from '#rag/pipeline/extract/child/formats/pdf_lines'

/** How much larger than the usual text a heading is, by level. */
const HEADING_SIZES = [1.8, 1.4, 1.15]
const HEADING_LENGTH = 160
/** So many lines with the same columns are a table. */
const TABLE_LINES = 3

/** Finds paragraphs, headings and tables in what a page's text items look like. */
export class PageReader {
  /** Characters by text size, in tenths of a point, over all pages so far. */
  #sizes = new Map<number, number>()

  constructor(private readonly writer: BlockWriter) {}

  read(number: number, items: PageItem[]): void {
    this.writer.startPage(number)
    const lines = linesOf(items)
    for (const { size, text } of lines)
      this.#sizes.set(tenths(size), (this.#sizes.get(tenths(size)) ?? 0) + text.length)
    const usualSize = this.#usualSize()
    const usualGap = usualOf(lines.slice(1).map((line, index) => lines[index]!.y - line.y))
    let paragraph: Line[] = []
    for (let index = 0; index < lines.length;) {
      const table = tableAt(lines, index)
      const line = lines[index]!
      const isNew = paragraph.length > 0 && startsParagraph(paragraph.at(-1)!, line, usualGap)
      if (table > 0 || isNew) {
        this.#write(paragraph, usualSize)
        paragraph = []
      }
      if (table > 0) this.#writeTable(lines.slice(index, index + table))
      else paragraph.push(line)
      index += Math.max(1, table)
    }
    this.#write(paragraph, usualSize)
  }

  #write(lines: Line[], usualSize: number): void {
    if (lines.length === 0) return
    const text = joinLines(lines.map((line) => line.text))
    const ratio = lines[0]!.size / usualSize
    const level = HEADING_SIZES.findIndex((size) => ratio >= size) + 1
    const hasWords = /\p{L}/u.test(text)
    if (level > 0 && hasWords && lines.length <= 3 && text.length <= HEADING_LENGTH)
      this.writer.heading(text, level)
    else this.writer.text(text)
  }

  #writeTable(lines: Line[]): void {
    const table = new TableWriter(this.writer)
    for (const { cells } of lines) table.row(cells)
    table.end()
  }

  #usualSize(): number {
    let usual = 0
    let most = 0
    for (const [size, characters] of this.#sizes)
      if (characters > most) [usual, most] = [size, characters]
    return Math.max(usual, 1) / 10
  }
}

const tenths = (size: number) => Math.round(size * 10)

/** How many lines from here on are rows of one table; 0 when they are none. */
function tableAt(lines: Line[], start: number): number {
  const columns = lines[start]!.cells.length
  if (columns < 2) return 0
  let end = start
  while (lines[end]?.cells.length === columns) end++
  return end - start >= TABLE_LINES ? end - start : 0
}

function startsParagraph(above: Line, line: Line, usualGap: number): boolean {
  if (Math.abs(above.size - line.size) > above.size * 0.1) return true
  const gap = above.y - line.y
  // Upwards: the next column, in which a sentence may go on.
  if (gap < 0) return /[.!?:…。！？]["'”’)\]]*$/.test(above.text)
  return gap > Math.max(usualGap, line.size) * 1.35
}

/** Words parted at the end of a line come together again. */
function joinLines(texts: string[]): string {
  return texts.reduce((text, next) => {
    if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
    return `${text} ${next}`
  })
}

/** Between lines of a paragraph: paragraphs are further apart, so the smaller gaps count. */
function usualOf(gaps: number[]): number {
  const down = gaps.filter((gap) => gap > 0).sort((a, b) => a - b)
  return down[Math.floor(down.length / 3)] ?? 0
}
