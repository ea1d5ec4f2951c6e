import { Refusal } from '#rag/pipeline/extract/child/refusal'
import { HEADING_SEPARATOR, type ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import type { Place } from '#shared/documents'
import { byteLength } from '#shared/limits'

/** Longer text becomes several blocks, so that nobody has to hold more than this at once. Characters. */
const BLOCK_LENGTH = 20_000
const HEADING_LENGTH = 200
const SHEET_NAME_LENGTH = 100
/** Of all headings above a block; bytes. */
const HEADINGS_BYTES = 1000

/** Collects what a reader finds, in reading order, and knows under which headings that is. */
export class BlockWriter {
  #headings: { text: string; level: number }[] = []
  #where: Place = {}
  #characters = 0

  constructor(
    private readonly emit: (block: ExtractedBlock) => void,
    private readonly characterLimit: number
  ) {}

  /** Characters of text so far. */
  get characters(): number {
    return this.#characters
  }

  /** A page goes on under the headings of the one before it. */
  startPage(page: number): void {
    this.#where = { page }
  }

  startSlide(slide: number): void {
    this.#headings = []
    this.#where = { slide }
  }

  startSheet(sheet: string): void {
    this.#headings = []
    this.#where = { sheet: oneLine(sheet).slice(0, SHEET_NAME_LENGTH) }
  }

  heading(text: string, level: number): void {
    const line = oneLine(text)
    if (line.length > HEADING_LENGTH) return this.text(text)
    if (line === '') return
    this.#headings = this.#headings.filter((above) => above.level < level)
    this.#headings.push({ text: line, level })
    this.#put({ text: line, kind: 'heading', level, place: this.#place() })
  }

  text(text: string): void {
    for (const piece of pieces(clean(text).trim(), BLOCK_LENGTH))
      if (piece.trim()) this.#put({ text: piece, kind: 'text', place: this.#place() })
  }

  code(text: string): void {
    for (const piece of pieces(clean(text).replace(/^\n+|\s+$/g, ''), BLOCK_LENGTH))
      if (piece.trim()) this.#put({ text: piece, kind: 'code', place: this.#place() })
  }

  /** Markdown rows, the header first; a caller with many rows calls again with the same header. */
  table(text: string): void {
    if (text.trim()) this.#put({ text: clean(text), kind: 'table', place: this.#place() })
  }

  /** With the innermost headings, as far as there is room for them. */
  #place(): Place {
    const headings = this.#headings.map(({ text }) => text)
    while (byteLength(headings.join(HEADING_SEPARATOR)) > HEADINGS_BYTES) headings.shift()
    if (headings.length === 0) return { ...this.#where }
    return { ...this.#where, heading: headings.join(HEADING_SEPARATOR) }
  }

  #put(block: ExtractedBlock): void {
    this.#characters += block.text.length
    if (this.#characters > this.characterLimit) throw new Refusal('TOO_LARGE')
    this.emit(block)
  }
}

/** Control characters, soft hyphens and halves of characters say nothing and break comparisons. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00ad\ufeff]|(?![\n\t])\p{Cc}/gu, '')
}

export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim()
}

/** Cut at white space where there is some. */
function* pieces(text: string, length: number): Generator<string> {
  let start = 0
  while (text.length - start > length) {
    const space = text.slice(start, start + length).search(/\s\S*$/)
    let end = start + (space > length / 2 ? space : length)
    // Never between the halves of one character.
    if (/[\ud800-\udbff]/.test(text[end - 1]!)) end--
    yield text.slice(start, end)
    start = end
  }
  yield text.slice(start)
}
