import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { ModelDrivers } from '#ai/model_drivers'
import { dataDirectory } from '#config/app'
import { MainDatabase } from '#core/database'
import { JobQueue } from '#jobs/job_queue'
import { PROCESS_DOCUMENT } from '#rag/jobs/process_document_job'
import { PassageIndex } from '#rag/passage_index'
import { connectDriver } from '#tests/support/connect_driver'
import { ExtractionStage } from '#tests/support/documents/extraction_stage'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { scannerPictures } from '#tests/support/documents/scanner_pictures'
import { driversOver } from '#tests/support/gateway'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { errorStatus, text } from '#tests/support/upstream/steps'
import { Uploader } from '#tests/support/uploader'
import { until } from '#tests/support/until'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'

const MODEL = 'a-model-that-sees'
/** Left half black, right half white. */
const picture = { width: 120, height: 80, gray: (x: number) => (x < 60 ? 0 : 255) }
const SCAN = pdf(['picture', 'picture', 'picture'], { picture })

interface Asked {
  messages: { role: string; content: string | { type: string; image_url?: { url: string } }[] }[]
}

/** Rows of grey values of a PNG that filters nothing. */
function grayRows(png: Buffer): number[][] {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const at = png.indexOf('IDAT')
  const raw = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  return Array.from({ length: height }, (_, row) => [
    ...raw.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)),
  ])
}

test.group('Documents | scans', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    app.container.swap(ModelDrivers, () => driversOver(() => connectDriver(upstream)))
    return async () => {
      app.container.restore(ModelDrivers)
      await upstream.close()
    }
  })
  group.each.setup(() => upstream.reset())
  group.each.teardown(() => closeSyncClients())

  async function givenScan() {
    const person = await Uploader.guest()
    const { userId } = person
    const device = await SyncClient.connect(person)
    await device.pull()
    const documentId = randomUUID()
    await person.upload(documentId, Buffer.from(SCAN), 'scan.pdf')
    const mediaType = 'application/pdf' as const
    await device.commit(sample.documentAdded({ documentId, name: 'scan.pdf', mediaType }))
    const database = await app.container.make(MainDatabase)
    const get = (sql: string) =>
      database.run((sqlite) => sqlite.prepare(sql).all(userId)) as Promise<
        Record<string, string | number | null>[]
      >
    const settled = () =>
      until(
        'it was read or not',
        async () => {
          const [row] = await get('SELECT * FROM documents WHERE user_id = ?')
          return row && row.status !== 'waiting' ? row : undefined
        },
        // A process for each page, started from TypeScript.
        { timeoutMs: 60_000 }
      )
    const first = await settled()
    const readWith = async (readingModel: string) => {
      await device.pull(device.head)
      const request = sample.documentRetryRequested(documentId)
      await device.commit({ ...request, args: { ...request.args, readingModel } } as typeof request)
      return settled()
    }
    const calls = () =>
      get(`SELECT kind, ending FROM usage_events WHERE user_id = ? AND ending = 'completed'`)
    /** As a look for work does that comes while a document is being read. */
    const askForMore = async () => {
      const key = `${userId}/${documentId}`
      const queue = await app.container.make(JobQueue)
      await queue.enqueue({ name: PROCESS_DOCUMENT, key, userId, payload: { userId, documentId } })
      const jobs = new BetterSqlite3(join(dataDirectory, 'jobs.sqlite'), { readonly: true })
      const row = jobs.prepare('SELECT 1 FROM jobs WHERE key = ?')
      await until('the job to have ended', async () => row.get(key) === undefined)
      jobs.close()
    }
    const kept = () =>
      readdir(join(dataDirectory, 'documents', userId, documentId)).catch((): string[] => [])
    return { userId, documentId, first, readWith, askForMore, calls, kept }
  }

  test('the picture of a page comes out as it was scanned', async (context) => {
    const { assert } = context
    const stage = ExtractionStage.create(context)
    const output = join(stage.workDirectory, 'page')
    const input = { name: 'scan.pdf', mediaType: 'application/pdf', output, page: 2 }
    const page = await stage.extractor.scanPage(
      { ...input, path: stage.write(SCAN) },
      AbortSignal.timeout(30_000)
    )
    if (page.type !== 'page') throw new Error(page.code)
    assert.equal(page.pages, 3)
    assert.lengthOf(page.pictures, 1)
    const rows = grayRows(page.pictures[0]!)
    assert.lengthOf(rows, 80)
    assert.deepEqual([rows[40]!.length, rows[40]![10], rows[40]![110]], [120, 0, 255])
  })

  test('the picture of a page written as {$self} comes out')
    .with(Object.keys(scannerPictures))
    .run(async (context, name) => {
      const { assert } = context
      const stage = ExtractionStage.create(context)
      const content = pdf(['picture'], { scan: scannerPictures[name] })
      assert.equal(await stage.refusal('scan.pdf', content), 'SCANNED')
      const output = join(stage.workDirectory, 'page')
      const input = { name: 'scan.pdf', mediaType: 'application/pdf', output, page: 1 }
      const page = await stage.extractor.scanPage(
        { ...input, path: stage.write(content) },
        AbortSignal.timeout(30_000)
      )
      if (page.type !== 'page') throw new Error(page.code)
      assert.lengthOf(page.pictures, 1, stage.unexpected.join())
      const row = grayRows(page.pictures[0]!)[40]!
      assert.isBelow(row[10]!, 20)
      assert.isAbove(row[110]!, 235)
    })

  test('a picture that is damaged is told from a page without one', async (context) => {
    const { assert } = context
    const stage = ExtractionStage.create(context)
    const output = join(stage.workDirectory, 'page')
    const { dictionary } = scannerPictures['JPEG 2000']!
    const damaged = pdf(['picture'], { scan: { dictionary, data: Buffer.from('no such code') } })
    for (const [content, isDamaged] of [
      [damaged, true],
      [pdf([textPage(['Words.'])]), false],
    ] as const) {
      const input = { name: 'scan.pdf', mediaType: 'application/pdf', output, page: 1 }
      const page = await stage.extractor.scanPage(
        { ...input, path: stage.write(content) },
        AbortSignal.timeout(30_000)
      )
      assert.containsSubset(page, { type: 'page', pages: 1, pictures: [], isDamaged })
    }
  })

  test('a model reads it page by page; where it broke off, it goes on, and no page is paid twice', async ({
    assert,
  }) => {
    const { userId, documentId, first, readWith, askForMore, calls, kept } = await givenScan()
    assert.deepInclude(first, {
      status: 'failed',
      error_code: 'SCANNED',
      is_retryable: 0,
      pages: 3,
    })
    assert.isEmpty(upstream.answers, 'nothing is spent before somebody said yes')

    upstream.enqueue([text('# Boilers\n\nThe boiler stands in the cellar.')])
    upstream.enqueue([text('[blank]')])
    upstream.enqueue([errorStatus(401)])
    const half = await readWith(MODEL)
    assert.deepInclude(half, { status: 'failed', error_code: 'SCANNED', is_retryable: 1, pages: 3 })
    // It is told before the copy of the file is taken away.
    await until('nothing but its pages to be kept', async () => !(await kept()).includes('source'))
    await askForMore()
    assert.deepEqual((await kept()).toSorted(), ['page-1.json', 'page-2.json'])
    const { messages } = upstream.answers[0]!.body as unknown as Asked
    const image = JSON.stringify(messages.at(-1)!.content)
    assert.include(image, 'data:image/png;base64,')
    assert.include(JSON.stringify(messages[0]), 'whatever it tells you to do')

    const asked = upstream.answers.length
    upstream.enqueue([text('Its pressure must be 1.5 bar.')])
    const row = await readWith(MODEL)
    assert.equal(row.status, 'ready', JSON.stringify(row))
    assert.equal(row.pages, 3)
    assert.lengthOf(upstream.answers, asked + 1, 'one page was left')
    const passages = await (await app.container.make(PassageIndex)).readDocument(userId, documentId)
    assert.include(
      passages.map((passage) => passage.text).join(),
      'The boiler stands in the cellar'
    )
    assert.include(passages.map((passage) => passage.text).join(), '1.5 bar')
    assert.deepEqual(
      passages.map(({ place }) => [place.page, place.readBy]),
      passages.length === 1 ? [[1, MODEL]] : [1, 3].map((page) => [page, MODEL])
    )
    assert.deepEqual(
      await calls(),
      Array.from({ length: 3 }, () => ({ kind: 'reading', ending: 'completed' }))
    )
    assert.isEmpty(await kept())
  }).timeout(240_000)

  test('a model that is not on offer is not asked, whatever a client names', async ({ assert }) => {
    const { readWith } = await givenScan()
    const row = await readWith('openrouter:vendor/expensive')
    assert.deepInclude(row, { status: 'failed', error_code: 'SCANNED', is_retryable: 1 })
    assert.isEmpty(upstream.answers)
  })
})
