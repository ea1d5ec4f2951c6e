import { readFileSync } from 'node:fs'
import { sqliteDbFactory } from '@livestore/sqlite-wasm/browser'
import { loadSqlite3Wasm } from '@livestore/sqlite-wasm/load-wasm'
import { Effect } from '@livestore/utils/effect'
import { test } from '@japa/runner'

const packaged = (path: string) =>
  readFileSync(new URL(`../../node_modules/${path}`, import.meta.url), 'utf8')

/** Two thousand rows, most of a megabyte. */
const ROWS = `INSERT INTO words (word)
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)
  SELECT hex(randomblob(200)) FROM numbers`

async function openInMemory() {
  const open = sqliteDbFactory({ sqlite3: await loadSqlite3Wasm() })
  return Effect.runPromise(open({ _tag: 'in-memory' }))
}

test.group('Patches of what the page and its workers bundle', () => {
  test('LiveStore takes an event only behind its parent', ({ assert }) => {
    const dist = '@livestore/common/dist'
    assert.include(packaged(`${dist}/leader-thread/LeaderSyncProcessor.js`), 'ticket.refused')
    assert.include(packaged(`${dist}/sync/ClientSessionSyncProcessor.js`), 'queueAllPending')
  })

  test('one tab cannot end the requests of another', ({ assert }) => {
    const runner = packaged('@effect/platform/dist/esm/internal/workerRunner.js')
    assert.include(runner, 'fiberMap.get(key)')
  })

  test('a tab gets its database in one copy, which grows, rolls back and is whole', async ({
    assert,
  }) => {
    const [first, second] = await Promise.all([openInMemory(), openInMemory()])
    first.execute('CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)')
    first.execute(ROWS)
    second.import(first.export())
    const count = () => second.select<{ n: number }>('SELECT count(*) AS n FROM words')[0]?.n
    assert.equal(count(), 2_000)

    // Far more than the room behind the copy.
    const session = second.session()
    for (let round = 0; round < 4; round++) second.execute(ROWS)
    const changes = session.changeset()
    session.finish()
    assert.equal(count(), 10_000)
    second.makeChangeset(changes!).invert().apply()
    assert.equal(count(), 2_000)
    assert.deepEqual(second.select('PRAGMA integrity_check'), [{ integrity_check: 'ok' }])
    assert.deepEqual(first.select('SELECT * FROM words'), second.select('SELECT * FROM words'))
    first.close()
    second.close()
  })

  test('pages of the database are read and written without a fiber', ({ assert }) => {
    const files = packaged('@livestore/sqlite-wasm/dist/browser/opfs/AccessHandlePoolVFS.js')
    assert.include(files, 'readFilePayloadSync')
    assert.match(files, /jRead\([^)]*\) {\s+return this\.#withoutFiber/)
  })

  test('belong to the installed versions', ({ assert }) => {
    const versionOf = (name: string) =>
      (JSON.parse(packaged(`${name}/package.json`)) as { version: string }).version
    assert.equal(versionOf('@livestore/common'), '0.4.0', 'see docs/adr/0005')
    assert.equal(versionOf('@livestore/sqlite-wasm'), '0.4.0', 'see docs/adr/0005')
    assert.equal(versionOf('@effect/platform'), '0.96.3', 'see docs/adr/0005')
  })
})
