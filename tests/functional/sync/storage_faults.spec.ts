import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import BetterSqlite3 from 'better-sqlite3'
import { join } from 'node:path'
import { EventLog } from '#sync/event_log'
import { MainDatabase } from '#core/database'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'

test.group('Sync | storage that fails', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('a locked database acknowledges nothing, and the same push succeeds later', async ({
    assert,
  }) => {
    const device = await SyncClient.connect(await givenGuest())
    const { dataDirectory } = app.config.get<{ dataDirectory: string }>('app')
    const database = await app.container.make(MainDatabase)
    await database.run((sqlite) => sqlite.pragma('busy_timeout = 50'))
    const intruder = new BetterSqlite3(join(dataDirectory, 'main.sqlite'))
    const batch = device.chain([sample.chatCreated()])
    try {
      intruder.exec('BEGIN IMMEDIATE')
      const refused = await device.push(batch)
      assert.containsSubset(refused, { type: 'refused', code: 'STORAGE' })
    } finally {
      intruder.close()
      await database.run((sqlite) => sqlite.pragma('busy_timeout = 5000'))
    }
    assert.containsSubset(await device.push(batch), { type: 'pushed', head: 1 })
  })

  test('a full disk acknowledges nothing', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const database = await app.container.make(MainDatabase)
    const pages = await database.run((sqlite) => sqlite.pragma('page_count', { simple: true }))
    await database.run((sqlite) => sqlite.pragma(`max_page_count = ${Number(pages) + 2}`))
    const chatId = sample.id()
    const batch = device.chain([
      sample.chatCreated({ chatId }),
      sample.messageSent(chatId, { content: 'x'.repeat(150_000) }),
    ])
    try {
      assert.containsSubset(await device.push(batch), { type: 'refused', code: 'STORAGE' })
    } finally {
      await database.run((sqlite) => sqlite.pragma('max_page_count = 1073741823'))
    }
    assert.containsSubset(await device.push(batch), { type: 'pushed', head: 2 })
  })

  test('a hook that throws takes the whole append back', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const log = await app.container.make(EventLog)
    let isBroken = true
    log.onAppend(({ userId }) => {
      if (isBroken && userId === device.welcome.userId) throw new Error('a bug in a hook')
    })
    const batch = device.chain([sample.chatCreated()])
    assert.containsSubset(await device.push(batch), { code: 'STORAGE', retryAfterMs: 30_000 })
    assert.isEmpty(await device.pull())
    isBroken = false
    assert.containsSubset(await device.push(batch), { type: 'pushed', head: 1 })
  })
})
