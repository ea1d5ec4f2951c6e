import { Parser } from 'htmlparser2'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readText } from '#rag/pipeline/extract/child/decode_text'
import { TableWriter } from '#rag/pipeline/extract/child/markdown_table'
import { Refusal } from '#rag/pipeline/extract/child/refusal'

/** Nothing in these is text of the document. */
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'select'])
const BLOCKS = new Set(
  'p div section article main aside header footer nav ul ol li dl dt dd blockquote figure figcaption form fieldset address details summary hr body td th tr table caption'.split(
    ' '
  )
)
/** Text outside any element would otherwise be held to the end of the file. */
const HELD_LENGTH = 20_000
/** No page that people wrote is this deep, and the parser's time grows with its square. */
const DEPTH = 20_000

export function readHtml(path: string, writer: BlockWriter): string | undefined {
  return writeHtml(readText(path), writer)
}

/** Answers the title. */
export function writeHtml(pieces: Iterable<string>, writer: BlockWriter): string | undefined {
  const reader = new HtmlReader(writer)
  let depth = 0
  const parser = new Parser({
    onopentag: (name) => {
      if (++depth > DEPTH) throw new Refusal('UNREADABLE')
      reader.open(name)
    },
    onclosetag: (name) => {
      depth--
      reader.close(name)
    },
    ontext: (text) => reader.text(text),
  })
  for (const piece of pieces) parser.write(piece)
  parser.end()
  reader.end()
  return reader.title
}

class HtmlReader {
  title: string | undefined
  #text = ''
  #skipped = 0
  #listing = 0
  #tables = 0
  #isInTitle = false
  #cells: string[] = []
  #table: TableWriter | undefined

  constructor(private readonly writer: BlockWriter) {}

  open(name: string): void {
    if (SKIPPED.has(name)) this.#skipped++
    else if (name === 'title') this.#isInTitle = true
    else if (name === 'br') this.#text += '\n'
    else if (name === 'pre' && this.#tables === 0) {
      this.#flush()
      this.#listing++
    } else if (name === 'table' && ++this.#tables === 1) {
      this.#flush()
      this.#table = new TableWriter(this.writer)
    } else if (this.#tables > 0) {
      if (BLOCKS.has(name)) this.#text += ' '
    } else if (BLOCKS.has(name) || isHeading(name)) this.#flush(name === 'li' ? '- ' : '')
  }

  close(name: string): void {
    if (SKIPPED.has(name)) this.#skipped = Math.max(0, this.#skipped - 1)
    else if (name === 'title') this.#isInTitle = false
    else if (this.#tables > 0) this.#closeInTable(name)
    else if (name === 'pre' && this.#listing > 0) {
      this.writer.code(this.#text)
      this.#text = ''
      this.#listing--
    } else if (isHeading(name)) {
      this.writer.heading(this.#text, Number(name[1]))
      this.#text = ''
    } else if (BLOCKS.has(name)) this.#flush()
  }

  text(text: string): void {
    if (this.#skipped > 0) return
    if (this.#isInTitle) {
      this.title = (this.title ?? '') + text
      return
    }
    this.#text += this.#listing > 0 ? text : text.replace(/\s+/g, ' ')
    if (this.#text.length > HELD_LENGTH && this.#tables === 0) this.#flush()
  }

  end(): void {
    this.#endRow()
    this.#table?.end()
    this.#flush()
    this.title = this.title?.trim() || undefined
  }

  /** A table within a cell is part of that cell's text. */
  #closeInTable(name: string): void {
    if (name === 'table' && --this.#tables === 0) {
      this.#endRow()
      this.#table?.end()
      this.#table = undefined
    } else if (this.#tables > 1) this.#text += ' '
    else if (name === 'caption') {
      this.writer.text(this.#text)
      this.#text = ''
    } else if (name === 'td' || name === 'th') {
      this.#cells.push(this.#text)
      this.#text = ''
    } else if (name === 'tr') this.#endRow()
  }

  /** What stands in a row but in no cell is a cell of its own. */
  #endRow(): void {
    if (this.#text.trim() && this.#table) this.#cells.push(this.#text)
    if (this.#table) this.#text = ''
    if (this.#cells.length > 0) this.#table?.row(this.#cells)
    this.#cells = []
  }

  #flush(prefix = ''): void {
    const text = this.#text.trim()
    if (text && text !== '-') {
      if (this.#listing > 0) this.writer.code(this.#text)
      else this.writer.text(this.#text)
    }
    this.#text = prefix
  }
}

const isHeading = (name: string) => /^h[1-6]$/.test(name)
