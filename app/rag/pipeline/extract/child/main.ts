/**
 * The process that reads one document: started by `ExtractionProcess`, without the application, its settings or its
 * secrets. Whatever a hostile file does to it, only this process is lost.
 */
import { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import { readDocument } from '#rag/pipeline/extract/child/read_document'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import { openBlockFile } from '#rag/pipeline/extract/child/block_file'

process.once('message', (order: ExtractOrder) => {
  void extract(order).then((report) => process.send!(report, () => process.exit(0)))
})
// Nobody is left to tell.
process.once('disconnect', () => process.exit(1))

async function extract({ input, output, limits }: ExtractOrder): Promise<ExtractReport> {
  const file = openBlockFile(output)
  try {
    const writer = new BlockWriter(file.write, limits.textCharacters)
    return { type: 'extracted', facts: await readDocument(input, writer, limits) }
  } catch (error) {
    if (error instanceof Refusal) return { type: 'failed', code: error.code }
    return { type: 'failed', code: 'UNREADABLE', cause: placeOf(error) }
  } finally {
    file.close()
  }
}

/** The message may quote the document, so it stays here. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  return `${error.name} ${frame?.trim() ?? ''}`.trim()
}
