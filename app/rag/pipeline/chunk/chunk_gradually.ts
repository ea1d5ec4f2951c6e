import { setImmediate as breathe } from 'node:timers/promises'
import type { Chunk } from '#rag/pipeline/chunk/chunk'
import { Chunker } from '#rag/pipeline/chunk/chunker'
import type { ExtractedDocument } from '#rag/pipeline/extract/extracted_document'

/** Longest time at a stretch, in milliseconds: frames of running answers go out in between. */
const STRETCH = 8

/** What `chunkDocument` gives, without holding up anything else. */
export async function* chunkGradually(
  document: ExtractedDocument,
  { name }: { name: string }
): AsyncGenerator<Chunk> {
  const chunker = new Chunker(name)
  let since = performance.now()
  for (const block of document.blocks) {
    yield* chunker.add(block)
    if (performance.now() - since < STRETCH) continue
    await breathe()
    since = performance.now()
  }
  yield* chunker.end()
}
