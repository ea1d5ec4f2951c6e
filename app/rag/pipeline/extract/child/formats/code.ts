import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readLines } from '#rag/pipeline/extract/child/decode_text'

const BLOCK_LENGTH = 10_000

export function readCode(path: string, writer: BlockWriter): void {
  writeCode(readLines(path), writer)
}

/** Source code in blocks of whole lines; a block ends where a blank line lets it, once it is long enough. */
export function writeCode(lines: Iterable<string>, writer: BlockWriter): void {
  let block: string[] = []
  let length = 0
  for (const line of lines) {
    block.push(line)
    length += line.length + 1
    const mayEnd = line.trim() === '' && length > BLOCK_LENGTH / 2
    if (!mayEnd && length <= BLOCK_LENGTH) continue
    writer.code(block.join('\n'))
    block = []
    length = 0
  }
  writer.code(block.join('\n'))
}
