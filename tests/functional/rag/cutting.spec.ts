import { truncateSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { chunkDocument } from '#rag/pipeline/chunk/chunk_document'
import { readCutDocument } from '#rag/pipeline/chunk/chunk_file'
import { ExtractionStage } from '#tests/support/documents/extraction_stage'

const guide = Array.from(
  { length: 60 },
  (_, index) => `# Section ${index}\n\n${`Sentence ${index} of this guide. `.repeat(40)}\n`
).join('\n')

test.group('Cutting in the process that reads', () => {
  test('gives the chunks that cutting the extracted text gives', async (context) => {
    const stage = ExtractionStage.create(context)
    const document = await stage.read('guide.md', guide)
    const cut = await stage.cut('guide.md', stage.write(guide))
    const chunks = chunkDocument(document, { name: 'guide.md' })
    context.assert.isAtLeast(chunks.length, 60)
    const tokens = chunks.reduce((sum, chunk) => sum + chunk.tokens, 0)
    context.assert.deepEqual(cut, { pages: null, tokens, chunks })
  })

  test('ends with a code when there are too many chunks, or no text', async (context) => {
    const stage = ExtractionStage.create(context, { chunks: 10 })
    context.assert.equal(await stage.cut('guide.md', stage.write(guide)), 'TOO_LARGE')
    context.assert.equal(await stage.cut('guide.md', stage.write(' ')), 'EMPTY')
  })

  test('a file of chunks without its end is none', async (context) => {
    const stage = ExtractionStage.create(context)
    await stage.cut('guide.md', stage.write(guide))
    const path = join(stage.directory, 'chunks.jsonl')
    truncateSync(path, statSync(path).size - 2)
    context.assert.isNull(await readCutDocument(path))
  })

  test('a file that is gone, or a folder that is, is not the fault of the document', async (context) => {
    const stage = ExtractionStage.create(context)
    context.assert.equal(await stage.cut('a.md', join(stage.directory, 'gone')), 'UNAVAILABLE')
    const input = { path: stage.write(guide), name: 'a.md', mediaType: '' }
    const output = join(stage.directory, 'gone', 'chunks.jsonl')
    const result = await stage.extractor.cut({ ...input, output }, AbortSignal.timeout(30_000))
    context.assert.deepEqual(result, { type: 'failed', code: 'UNAVAILABLE' })
  })
})
