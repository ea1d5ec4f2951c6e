import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentStep } from '#shared/documents'
import { LoftServer } from '#tests/support/loft_server'
import { sample } from '#tests/support/sample_events'
import { query } from '#tests/support/server_tables'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { until } from '#tests/support/until'
import { Uploader } from '#tests/support/uploader'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'

/** Enough for each step to take a moment. */
const LINES = Array.from(
  { length: 12_000 },
  (_, line) => `Line ${line} tells of boiler number ${line}.`
)

test.group('Documents | a server that is killed', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('at every step, and goes on until the document is ready, once', async ({ assert }) => {
    const server = await LoftServer.start()
    try {
      const person = await Uploader.guest(server.url)
      const { userId, cookie } = person
      const connect = () => SyncClient.connect({ cookie, url: server.url })
      const documentId = randomUUID()
      const bytes = Buffer.from(LINES.map((line, at) => (at % 8 ? line : `\n${line}`)).join('\n'))
      let device = await connect()
      await device.pull()
      const name = 'boilers.txt'
      await device.commit(sample.documentAdded({ documentId, name, size: bytes.length }))
      // Killed between the event and the file as well.
      await server.kill()
      await server.restart()
      device = await connect()
      await person.upload(documentId, bytes, name)

      const killed: DocumentStep[] = []
      for (const step of ['extract', 'chunk', 'index'] as const) {
        const met = await device
          .next('document-progress', (frame) => frame.step === step, 20_000)
          .catch(() => null)
        await server.kill()
        if (met) killed.push(step)
        await server.restart()
        device = await connect()
      }
      const row = await until(
        'the document is ready',
        () => {
          const [found] = query(server, `SELECT * FROM documents WHERE id = ?`, [documentId])
          return found?.status === 'waiting' ? undefined : found
        },
        { timeoutMs: 60_000 }
      )
      assert.equal(row.status, 'ready', JSON.stringify(row))
      assert.include(killed, 'extract')
      const outcomes = query(server, `SELECT * FROM events WHERE name = 'v1.DocumentProcessed'`)
      assert.lengthOf(outcomes, 1)
      assert.isEmpty(query(server, 'SELECT * FROM document_work'))
      const sqlite = new BetterSqlite3(join(server.dataDirectory, 'passages.sqlite'), {
        readonly: true,
      })
      const { count } = sqlite.prepare('SELECT count(*) AS count FROM passages').get() as {
        count: number
      }
      sqlite.close()
      assert.equal(count, row.passages)
      assert.isAbove(count, 100)
      assert.isFalse(existsSync(join(server.dataDirectory, 'documents', userId, documentId)))

      await device.pull()
      await device.commit(sample.documentDeleted(documentId))
      await until('that it is being removed', () => {
        const [found] = query(server, 'SELECT deleted_at FROM documents WHERE id = ?', [documentId])
        return found?.deleted_at !== null
      })
      await server.kill()
      await server.restart()
      await until('nothing is left', () => {
        const rest = query(server, 'SELECT 1 FROM document_work UNION ALL SELECT 1 FROM files')
        return rest.length === 0
      })
    } catch (error) {
      throw new Error(server.log(), { cause: error })
    } finally {
      await server.dispose()
    }
  }).timeout(240_000)
})
