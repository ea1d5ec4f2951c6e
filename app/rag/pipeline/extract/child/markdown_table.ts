import { oneLine, type BlockWriter } from '#rag/pipeline/extract/child/block_writer'

/** Rows per block; every block has the header. */
const ROWS_PER_BLOCK = 200
const CHARACTERS_PER_BLOCK = 100_000

/** Writes rows as markdown while they come, and takes the first one for the header. */
export class TableWriter {
  #header: string | undefined
  #rows: string[] = []
  #characters = 0

  constructor(private readonly writer: BlockWriter) {}

  row(cells: readonly string[]): void {
    const texts = cells.map((cell) => oneLine(cell).replaceAll('|', String.raw`\|`))
    if (texts.every((text) => text === '')) return
    const line = `| ${texts.join(' | ')} |`
    if (this.#header === undefined) {
      this.#header = `${line}\n|${' --- |'.repeat(texts.length)}`
      return
    }
    this.#rows.push(line)
    this.#characters += line.length
    if (this.#rows.length >= ROWS_PER_BLOCK || this.#characters >= CHARACTERS_PER_BLOCK)
      this.#flush()
  }

  /** After the last row. A table of one row is its header. */
  end(): void {
    if (this.#header !== undefined && (this.#rows.length > 0 || !this.#hasFlushed)) this.#flush()
    this.#header = undefined
    this.#hasFlushed = false
  }

  #hasFlushed = false

  #flush(): void {
    this.writer.table([this.#header!, ...this.#rows].join('\n'))
    this.#rows = []
    this.#characters = 0
    this.#hasFlushed = true
  }
}
