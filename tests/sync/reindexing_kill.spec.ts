import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { LoftServer } from '#tests/support/loft_server'
import { sample } from '#tests/support/sample_events'
import { query } from '#tests/support/server_tables'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { until } from '#tests/support/until'
import { Uploader } from '#tests/support/uploader'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'

const KEY = 'embedding-key-of-a-test'
/** What one call of the provider takes; see config/embeddings.ts. */
const TEXTS_PER_CALL = 64

const LINES = Array.from(
  { length: 12_000 },
  (_, line) => `Line ${line} tells of boiler number ${line}.`
)

test.group('Documents | another embedding model, and a server that is killed', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('vectors are made at the start after the setting changed, and a kill in the middle pays for one call at most', async ({
    assert,
  }) => {
    const upstream = await ScriptableUpstream.start()
    upstream.providers.keys.add(KEY)
    const env: Record<string, string> = {}
    const server = await LoftServer.start({ env })
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
      const row = () => query(server, 'SELECT * FROM documents WHERE id = ?', [documentId])[0]
      await until('it is found by words', () => row()?.status === 'ready', { timeoutMs: 30_000 })
      assert.isNull(row()!.embedding_model)
      const passages = Number(row()!.passages)
      assert.isAbove(passages, 2 * TEXTS_PER_CALL)

      for (const model of ['first', 'second']) {
        const sent: string[] = []
        const { embed } = upstream.providers
        upstream.providers.embed = (text) => {
          sent.push(text)
          // A call takes its time: there must be a middle to be killed in.
          for (const end = performance.now() + 4; performance.now() < end;);
          return embed(text)
        }
        Object.assign(env, {
          EMBEDDING_BASE_URL: `${upstream.origin}/v1`,
          EMBEDDING_MODEL: model,
          EMBEDDING_API_KEY: KEY,
        })
        // Until the connection is there, nothing of the work may pass unseen.
        upstream.providers.faults.set('/v1/embeddings', { status: 503 })
        await server.restart()
        device = await connect()
        upstream.providers.faults.clear()
        await device.next(
          'document-progress',
          ({ step, done }) => step === 'improve' && done >= TEXTS_PER_CALL,
          30_000
        )
        await server.kill()
        assert.notEqual(row()!.embedding_model, model)
        assert.equal(row()!.status, 'ready', 'it can be asked about all the while')
        await server.restart()
        await until(`vectors of ${model}`, () => row()?.embedding_model === model, {
          timeoutMs: 60_000,
        })
        upstream.providers.embed = embed
        assert.lengthOf(new Set(sent), passages)
        assert.isAtMost(sent.length, passages + TEXTS_PER_CALL, 'what was there is not paid again')
      }
      assert.lengthOf(query(server, `SELECT * FROM events WHERE name = 'v1.DocumentProcessed'`), 3)
      assert.isEmpty(query(server, 'SELECT * FROM document_work'))
      const sqlite = new BetterSqlite3(join(server.dataDirectory, 'passages.sqlite'), {
        readonly: true,
      })
      const counts = sqlite
        .prepare(
          `SELECT s.model, count(*) AS vectors, (SELECT count(*) FROM passages) AS passages
           FROM signs JOIN spaces s ON s.number = signs.space GROUP BY s.model`
        )
        .all()
      sqlite.close()
      assert.deepEqual(counts, [{ model: 'second', vectors: passages, passages }])
    } catch (error) {
      throw new Error(server.log(), { cause: error })
    } finally {
      await server.dispose()
      await upstream.close()
    }
  }).timeout(180_000)
})
