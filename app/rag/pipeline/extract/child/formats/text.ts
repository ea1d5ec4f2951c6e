import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readLines } from '#rag/pipeline/extract/child/decode_text'

/** A paragraph nobody ended; the writer and the chunker cut longer ones. Characters. */
const PARAGRAPH_LENGTH = 20_000

/** Plain text: blank lines part paragraphs. */
export function readPlainText(path: string, writer: BlockWriter): void {
  writeParagraphs(readLines(path), writer)
}

export function writeParagraphs(lines: Iterable<string>, writer: BlockWriter): void {
  let paragraph: string[] = []
  let length = 0
  const end = () => {
    if (paragraph.length > 0) writer.text(paragraph.join('\n'))
    paragraph = []
    length = 0
  }
  for (const line of lines) {
    if (line.trim() === '') {
      end()
      continue
    }
    paragraph.push(line)
    length += line.length
    if (length > PARAGRAPH_LENGTH) end()
  }
  end()
}
