import type { Chunk } from '#rag/pipeline/chunk/chunk'
import type { ChunkFileLine } from '#rag/pipeline/chunk/chunk_file'
import { Chunker } from '#rag/pipeline/chunk/chunker'
import { BlockWriter } from '#rag/pipeline/extract/child/block_writer'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import { readDocument } from '#rag/pipeline/extract/child/read_document'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import { openJsonLines } from '#rag/pipeline/json_lines'

/** Writes chunks while the document is read, and holds neither. */
export async function cutDocument({ input, output, limits }: ExtractOrder): Promise<ExtractReport> {
  const file = openJsonLines<ChunkFileLine>(output)
  const chunker = new Chunker(input.name)
  let count = 0
  let tokens = 0
  const write = (chunks: Chunk[]) => {
    for (const chunk of chunks) {
      if (++count > limits.chunks) throw new Refusal('TOO_LARGE')
      tokens += chunk.tokens
      file.write({ chunk })
    }
  }
  const writer = new BlockWriter((block) => write(chunker.add(block)), limits.textCharacters)
  const { pages, title } = await readDocument(input, writer, limits)
  write(chunker.end())
  const facts = { pages, tokens, ...(title ? { title } : {}) }
  file.write({ facts })
  file.close()
  return { type: 'cut', facts }
}
