import type { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import { readLines } from '#rag/pipeline/extract/child/decode_text'
import { writeCode } from '#rag/pipeline/extract/child/formats/code'
import { writeParagraphs } from '#rag/pipeline/extract/child/formats/text'

type Kind = 'text' | 'code' | 'table'

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ROW = /^ {0,3}\|.*\|\s*$/
const UNDERLINE = /^ {0,3}(=+|-{2,})\s*$/
/** So many lines are held at once; a table or listing that is longer goes on in the next block. */
const LINES_PER_BLOCK = 500

/** Markdown as it is written: only headings, listings and tables are told apart. */
export function readMarkdown(path: string, writer: BlockWriter): void {
  let held: string[] = []
  let kind = 'text' as Kind
  let fence: string | undefined

  const flush = (next: Kind) => {
    if (kind === 'text') writeParagraphs(held, writer)
    else if (kind === 'code') writeCode(held, writer)
    else writer.table(held.join('\n'))
    held = []
    kind = next
  }

  for (const line of readLines(path)) {
    if (fence !== undefined) {
      held.push(line)
      if (line.trim().startsWith(fence) && line.trim().replaceAll(fence[0]!, '') === '') {
        fence = undefined
        flush('text')
      } else if (held.length >= LINES_PER_BLOCK) flush('code')
      continue
    }
    const opened = FENCE.exec(line)?.[1]
    const heading = HEADING.exec(line)
    const underline = UNDERLINE.exec(line)?.[1]
    if (opened !== undefined) {
      flush('code')
      fence = opened
      held.push(line)
    } else if (heading) {
      flush('text')
      writer.heading(heading[2]!, heading[1]!.length)
    } else if (underline !== undefined && kind === 'text' && isOneLine(held)) {
      const title = held.pop()!
      flush('text')
      writer.heading(title, underline.startsWith('=') ? 1 : 2)
    } else {
      const next = ROW.test(line) ? 'table' : 'text'
      if (next !== kind) flush(next)
      else if (kind === 'table' && held.length >= LINES_PER_BLOCK) {
        const header = held.slice(0, 2)
        flush('table')
        held = header
      } else if (held.length >= LINES_PER_BLOCK && line.trim() === '') flush('text')
      held.push(line)
    }
  }
  flush('text')
}

/** Whether the last line stands alone, so that a line of dashes below makes it a heading. */
function isOneLine(lines: string[]): boolean {
  const last = lines.at(-1) ?? ''
  return last.trim() !== '' && (lines.at(-2) ?? '').trim() === ''
}
