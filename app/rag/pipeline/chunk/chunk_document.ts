import type { Chunk } from '#rag/pipeline/chunk/chunk'
import { Chunker } from '#rag/pipeline/chunk/chunker'
import type { ExtractedDocument } from '#rag/pipeline/extract/extracted_document'

/** The same document always gives the same chunks, in reading order, none without text. */
export function chunkDocument(document: ExtractedDocument, { name }: { name: string }): Chunk[] {
  const chunker = new Chunker(name)
  return [...document.blocks.flatMap((block) => chunker.add(block)), ...chunker.end()]
}
