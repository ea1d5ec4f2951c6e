import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { DocumentFolder } from '#rag/document_folder'
import type { ScanPageResult } from '#rag/pipeline/extract/document_extractor'
import { ReadScan } from '#rag/pipeline/read_scan'
import type { Test } from '@japa/runner/core'

const USER = 'ada'
const DOCUMENT = '0b9f4f3c-6a1f-4a55-9d3c-6f4f0a4f7d11'
const picture: ScanPageResult = {
  ...{ type: 'page', pages: 3, pictures: [Buffer.from('png')], isDamaged: false },
}

async function givenScan(japaTest: Test, pages: ScanPageResult[]) {
  const root = await mkdtemp(join(tmpdir(), 'loft-scan-'))
  japaTest.cleanup(() => rm(root, { recursive: true, force: true }))
  const folder = new DocumentFolder(root, USER, DOCUMENT)
  await folder.write('source', Readable.from(['bytes']), new AbortController().signal)
  let asked = 0
  const scan = new ReadScan(
    { scanPage: async ({ page }) => pages[page - 1]! },
    async function* () {
      yield { type: 'text', text: `What stands on page ${++asked}.` }
    },
    async () => true
  )
  const input = { userId: USER, name: 'scan.pdf', mediaType: 'application/pdf', model: 'eyes' }
  const read = () => scan.handle({ ...input, folder }, () => {}, new AbortController().signal)
  return { read, calls: () => asked }
}

test.group('Reading a scan', () => {
  test('one page that cannot be taken apart does not take the others along', async ({
    assert,
    test: japaTest,
  }) => {
    const failed: ScanPageResult = { type: 'failed', code: 'TOO_LARGE' }
    const { read, calls } = await givenScan(japaTest, [picture, failed, picture])
    const result = await read()
    if (result.type !== 'cut') throw new Error(result.code)
    assert.deepEqual(
      result.cut.chunks.map(({ place }) => place.page),
      [1, 3]
    )
    assert.equal(calls(), 2)
    await read()
    assert.equal(calls(), 2, 'no page is paid twice')
  })

  test('what may be over soon is tried again, and nothing is left out for it', async ({
    assert,
    test: japaTest,
  }) => {
    const failed: ScanPageResult = { type: 'failed', code: 'UNAVAILABLE' }
    const { read } = await givenScan(japaTest, [picture, failed, picture])
    assert.deepInclude(await read(), { type: 'failed', code: 'UNAVAILABLE' })
  })

  test('pictures that are damaged are not called an empty file', async ({
    assert,
    test: japaTest,
  }) => {
    const nothing = (isDamaged: boolean): ScanPageResult => ({
      ...{ type: 'page', pages: 2, pictures: [], isDamaged },
    })
    const damaged = await givenScan(japaTest, [nothing(true), nothing(false)])
    assert.deepInclude(await damaged.read(), { type: 'failed', code: 'UNREADABLE' })
    const blank = await givenScan(japaTest, [nothing(false), nothing(false)])
    assert.deepInclude(await blank.read(), { type: 'failed', code: 'EMPTY' })
  })
})
