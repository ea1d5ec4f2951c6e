import { createReadStream } from 'node:fs'
import type { Chunk, CutDocument } from '#rag/pipeline/chunk/chunk'
import { readJsonLines } from '#rag/pipeline/json_lines'

export type CutFacts = Omit<CutDocument, 'chunks'>

/** A line each; the facts come last, so that a file which was not written to its end is known by their absence. */
export type ChunkFileLine = { chunk: Chunk } | { facts: CutFacts }

/** Reads what `DocumentExtractor.cut` wrote, in slices that let other work in between; null when it is not complete. */
export async function readCutDocument(path: string): Promise<CutDocument | null> {
  const chunks: Chunk[] = []
  for await (const line of readJsonLines<ChunkFileLine>(createReadStream(path, 'utf8'))) {
    if ('facts' in line) return { ...line.facts, chunks }
    chunks.push(line.chunk)
  }
  return null
}
