import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'
import { dataDirectory } from '#config/app'
import { MainDatabase, StorageUnavailableError } from '#core/database'

test.group('MainDatabase', (group) => {
  let main: MainDatabase

  group.each.setup(async () => {
    main = await app.container.make(MainDatabase)
    await main.run((sqlite) => sqlite.exec('create table if not exists probe (value text)'))
    return async () => {
      await main.run((sqlite) => sqlite.exec('drop table probe'))
    }
  })

  test('works on the connection that Lucid uses', async ({ assert }) => {
    await db.connection('main').table('probe').insert({ value: 'from Lucid' })
    const rows = await main.run((sqlite) => main.prepare(sqlite, 'select value from probe').all())
    assert.deepEqual(rows, [{ value: 'from Lucid' }])
  })

  test('keeps one statement per connection and text', async ({ assert }) => {
    await main.run((sqlite) => {
      assert.strictEqual(main.prepare(sqlite, 'select 1'), main.prepare(sqlite, 'select 1'))
    })
  })

  test('a transaction that throws leaves nothing behind', async ({ assert }) => {
    const failing = main.transaction((sqlite) => {
      sqlite.exec(`insert into probe values ('half')`)
      throw new Error('no')
    })
    await assert.rejects(() => failing, 'no')
    assert.isUndefined(await main.run((sqlite) => sqlite.prepare('select * from probe').get()))
  })

  test('work waits for a Lucid transaction instead of deadlocking', async ({ assert }) => {
    const transaction = await db.connection('main').transaction()
    const waiting = main.run((sqlite) => sqlite.prepare('select count(*) from probe').pluck().get())
    await transaction.table('probe').insert({ value: 'first' })
    await transaction.commit()
    assert.equal(await waiting, 1)
  })

  test('a lock held by another process is a retryable fault', async ({ assert }) => {
    const other = new BetterSqlite3(join(dataDirectory, 'main.sqlite'))
    other.exec('begin immediate')
    try {
      await main.run((sqlite) => sqlite.pragma('busy_timeout = 50'))
      const error = await main.transaction(() => undefined).catch((thrown: unknown) => thrown)
      assert.instanceOf(error, StorageUnavailableError)
      assert.include(error, { code: 'DATABASE_LOCKED', isRetryable: true })
    } finally {
      other.exec('rollback')
      other.close()
      await main.run((sqlite) => sqlite.pragma('busy_timeout = 5000'))
    }
  })

  test('a full disk is a retryable fault', async ({ assert }) => {
    const read = (name: string) =>
      main.run((sqlite) => Number(sqlite.pragma(name, { simple: true })))
    // More than what earlier deletions left free inside the file.
    const size = (await read('freelist_count')) * (await read('page_size')) + 100_000
    const pages = await read('page_count')
    await main.run((sqlite) => sqlite.pragma(`max_page_count = ${pages}`))
    try {
      const error = await main
        .transaction((sqlite) =>
          sqlite.prepare('insert into probe values (?)').run('x'.repeat(size))
        )
        .catch((thrown: unknown) => thrown)
      assert.instanceOf(error, StorageUnavailableError)
      assert.include(error, { code: 'DISK_FULL' })
    } finally {
      await main.run((sqlite) => sqlite.pragma('max_page_count = 4294967294'))
    }
  })
})
