import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { CALL_BYTES, CALL_PATH } from '#jobs/call_protocol'
import type { DocumentStep } from '#shared/documents'
import { LoftServer } from '#tests/support/loft_server'
import { sample } from '#tests/support/sample_events'
import { query } from '#tests/support/server_tables'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { SECRET_KEY, TriggerDouble } from '#tests/support/trigger/trigger_double'
import { SIGNING_KEY } from '#tests/support/trigger/trigger_stage'
import { until } from '#tests/support/until'
import { Uploader } from '#tests/support/uploader'
import { test } from '@japa/runner'

/** Enough for each step to take a moment. */
const LINES = Array.from(
  { length: 12_000 },
  (_, line) => `Line ${line} tells of boiler number ${line}.`
)

test.group('Documents by Trigger.dev', (group) => {
  let double: TriggerDouble
  let server: LoftServer

  group.setup(async () => {
    double = await TriggerDouble.start()
    server = await LoftServer.start({
      envFor: (url) => ({
        APP_URL: url,
        TRIGGER_API_URL: double.url,
        TRIGGER_SECRET_KEY: SECRET_KEY,
        JOBS_SIGNING_KEY: SIGNING_KEY,
      }),
    })
    // What is set for the tasks at Trigger.dev.
    process.env.APP_URL = server.url
    process.env.JOBS_SIGNING_KEY = SIGNING_KEY
    return async () => {
      delete process.env.APP_URL
      delete process.env.JOBS_SIGNING_KEY
      await double.close()
      await server.dispose()
    }
  })
  group.each.teardown(() => closeSyncClients())

  test('from an upload to a document that is ready, through kills, and to nothing', async ({
    assert,
  }) => {
    try {
      const person = await Uploader.guest(server.url)
      const connect = () => SyncClient.connect({ cookie: person.cookie, url: server.url })
      const documentId = randomUUID()
      const bytes = Buffer.from(LINES.map((line, at) => (at % 8 ? line : `\n${line}`)).join('\n'))
      let device = await connect()
      await device.pull()
      const name = 'boilers.txt'
      await device.commit(sample.documentAdded({ documentId, name, size: bytes.length }))
      await person.upload(documentId, bytes, name)

      const seen: DocumentStep[] = []
      for (const step of ['extract', 'index'] as const) {
        const met = await device
          .next('document-progress', (frame) => frame.step === step, 20_000)
          .catch(() => null)
        await server.kill()
        if (met) seen.push(step)
        await server.restart()
        device = await connect()
      }
      const row = await until(
        'the document is ready',
        () => {
          const [found] = query(server, 'SELECT * FROM documents WHERE id = ?', [documentId])
          return found?.status === 'waiting' ? undefined : found
        },
        { timeoutMs: 60_000 }
      )
      assert.equal(row.status, 'ready', JSON.stringify(row))
      assert.include(seen, 'extract', 'progress is shown as ever')
      const outcomes = query(server, `SELECT * FROM events WHERE name = 'v1.DocumentProcessed'`)
      assert.lengthOf(outcomes, 1)
      assert.isEmpty(query(server, 'SELECT * FROM document_work'))

      await device.pull()
      await device.commit(sample.documentDeleted(documentId))
      await until('nothing is left', () => {
        const rest = query(server, 'SELECT 1 FROM document_work UNION ALL SELECT 1 FROM files')
        return rest.length === 0
      })
      await until('the end of all runs', () => double.runs.every(({ status }) => isOver(status)))
      const tasks = new Set(double.runs.map(({ task }) => task))
      assert.deepEqual([...tasks].sort(), ['process-document', 'remove-document'])
    } catch (error) {
      throw new Error(`${server.log()}\n${JSON.stringify(double.runs)}`, { cause: error })
    }
  }).timeout(240_000)

  test('calls that prove nothing get nothing, and leave nothing', async ({ assert }) => {
    const path = `${server.url}${CALL_PATH}process-document`
    const unsigned = await fetch(path, { method: 'POST', body: '{}' })
    assert.equal(unsigned.status, 401)
    assert.equal(await unsigned.text(), '{}')
    assert.isEmpty(unsigned.headers.getSetCookie(), 'no session')
    assert.equal(unsigned.headers.get('cache-control'), 'no-store')
    assert.equal((await fetch(path)).status, 405)
    const large = await fetch(path, { method: 'POST', body: 'x'.repeat(CALL_BYTES + 1) })
    assert.equal(large.status, 413)
    assert.equal(await statusOfEndless(path), 413)
  })

  test('whoever calls too often is told to wait, and others are served', async ({ assert }) => {
    const path = `${server.url}${CALL_PATH}process-document`
    const statuses = new Set<number>()
    for (let sent = 0; sent < 700 && !statuses.has(429); sent++) {
      statuses.add((await fetch(path, { method: 'POST', body: '{}' })).status)
    }
    assert.deepEqual([...statuses], [401, 429])
    assert.equal((await fetch(`${server.url}/`)).status, 200)
  }).timeout(60_000)
})

const isOver = (status: string) => ['COMPLETED', 'FAILED', 'CANCELED'].includes(status)

/** A body that goes on until somebody says stop. */
function statusOfEndless(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: 'POST' }, (response) => {
      resolve(response.statusCode)
      request.destroy()
    })
    request.on('error', () => resolve(undefined))
    const timer = setInterval(() => request.write('x'.repeat(1_024)), 5)
    request.on('close', () => clearInterval(timer))
  })
}
