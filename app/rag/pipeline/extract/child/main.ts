/**
 * The process that reads one document: started by `runExtraction`, without the application, its settings or its
 * secrets. Whatever a hostile file does to it, only this process is lost.
 */
import { setPriority } from 'node:os'
import { cutDocument } from '#rag/pipeline/extract/child/cut_document'
import { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import { readDocument } from '#rag/pipeline/extract/child/read_document'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { openJsonLines } from '#rag/pipeline/json_lines'

/** Answers to people come first. */
const NICENESS = 5
setPriority(NICENESS)

process.once('message', (order: ExtractOrder) => {
  void answer(order).then((report) => process.send!(report, () => process.exit(0)))
})
// Nobody is left to tell.
process.once('disconnect', () => process.exit(1))

async function answer(order: ExtractOrder): Promise<ExtractReport> {
  try {
    if (order.wanted === 'page') {
      const { scanPage } = await import('#rag/pipeline/extract/child/scan_page')
      return await scanPage(order)
    }
    return order.wanted === 'chunks' ? await cutDocument(order) : await extract(order)
  } catch (error) {
    if (error instanceof Refusal) return { type: 'failed', code: error.code, pages: error.pages }
    const code = isOfSystem(error) ? 'UNAVAILABLE' : 'UNREADABLE'
    return { type: 'failed', code, cause: placeOf(error) }
  }
}

async function extract({ input, output, limits }: ExtractOrder): Promise<ExtractReport> {
  const file = openJsonLines<ExtractedBlock>(output)
  const writer = new BlockWriter(file.write, limits.heldCharacters)
  const facts = await readDocument(input, writer, limits)
  file.close()
  return { type: 'extracted', facts }
}

/** The disk is full, or the file is gone: not the document's fault. */
function isOfSystem(error: unknown): boolean {
  const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException
  return syscall !== undefined || code === 'ERR_ACCESS_DENIED'
}

/** The message may quote the document, so it stays here. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  return `${error.name} ${frame?.trim() ?? ''}`.trim()
}
