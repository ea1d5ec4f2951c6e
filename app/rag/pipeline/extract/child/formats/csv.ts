import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readText } from '#rag/pipeline/extract/child/decode_text'
import { TableWriter } from '#rag/pipeline/extract/child/markdown_table'

const DELIMITERS = [',', ';', '\t', '|']
const SAMPLE_LINES = 20
/** A quotation mark that nobody closes must not swallow the file. */
const RECORD_BYTES = 1_000_000

export async function readCsv(path: string, writer: BlockWriter): Promise<void> {
  const rows = Readable.from(readText(path)).pipe(
    parse({
      delimiter: detectDelimiter(path),
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_BYTES,
    })
  )
  const table = new TableWriter(writer)
  for await (const row of rows as AsyncIterable<string[]>) table.row(row)
  table.end()
}

/** The one that parts most of the first lines into the same number of cells. */
function detectDelimiter(path: string): string {
  const [sample = ''] = readText(path)
  const lines = sample
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r?\n/, SAMPLE_LINES)
    .filter(Boolean)
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = counts[0] ?? 0
    return usual === 0 ? 0 : counts.filter((count) => count === usual).length + usual / 1000
  }
  return DELIMITERS.reduce((best, next) => (score(next) > score(best) ? next : best))
}
