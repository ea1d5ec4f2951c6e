import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { MainDatabase } from '#core/database'
import type { ServerEvent } from '#shared/events/catalog'
import type { SqliteEventLog } from '#sync/drivers/sqlite_event_log'
import { DurableServerWriter } from '#sync/drivers/durable_server_writer'
import { EventLog } from '#sync/event_log'
import { LogAppended } from '#sync/events/log_appended'
import { LogPublisher } from '#sync/log_publisher'
import { ServerWriter } from '#sync/server_writer'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { rows } from '#tests/support/sync_tables'
import emitter from '@adonisjs/core/services/emitter'

const titled = (chatId: string, title: string): ServerEvent => ({
  name: 'v1.ChatTitled',
  args: { eventId: sample.id(), chatId, title, model: 'demo', titledAt: 5 },
})

const pending = (userId: string) =>
  rows('SELECT * FROM pending_server_events WHERE user_id = ?', userId)

test.group('Sync | server writer', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('speaks at once into a quiet log, in order, in one append', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    await device.pull()
    const writer = await app.container.make(ServerWriter)
    const chatId = sample.id()
    await writer.write(device.welcome.userId, [titled(chatId, 'one'), titled(chatId, 'two')])
    const events = await device.live()
    assert.deepEqual(
      events.map(({ args }) => (args as { title: string }).title),
      ['one', 'two']
    )
    assert.containsSubset(events[1], {
      seqNum: 2,
      parentSeqNum: 1,
      clientId: 'server',
      sessionId: 'server',
    })
    assert.isEmpty(await pending(device.welcome.userId))
  })

  test('waits until 150 ms after the last push', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const { userId } = device.welcome
    const writer = await app.container.make(ServerWriter)
    await device.commit(sample.chatCreated())
    await writer.write(userId, [titled(sample.id(), 'later')])
    let quietSince = 0
    for (let count = 0; count < 4; count++) {
      await sleep(80)
      assert.lengthOf(await pending(userId), 1)
      await device.commit(sample.chatCreated())
      quietSince = Date.now()
    }
    await device.pull(5)
    await device.live()
    assert.isAtLeast(Date.now() - quietSince, 130)
  })

  test('waits two seconds at most', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const { userId } = device.welcome
    const writer = await app.container.make(ServerWriter)
    await device.commit(sample.chatCreated())
    const start = Date.now()
    await writer.write(userId, [titled(sample.id(), 'now')])
    while ((await pending(userId)).length > 0 && Date.now() - start < 5_000) {
      const answer = await device.commit(sample.chatCreated())
      if (answer.type === 'refused') break
      await sleep(60)
    }
    assert.isAtLeast(Date.now() - start, 1_900)
    assert.isBelow(Date.now() - start, 3_000)
  })

  test('what an earlier process left is appended at boot', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const { userId } = device.welcome
    await device.pull()
    const database = await app.container.make(MainDatabase)
    const make = async () =>
      new DurableServerWriter(
        database,
        (await app.container.make(EventLog)) as SqliteEventLog,
        await app.container.make(LogPublisher),
        { quiet: 150, longestWait: 2_000 },
        await app.container.make('logger')
      )
    const before = await make()
    await database.transaction((sqlite) => before.enqueue(sqlite, userId, [titled(userId, 'kept')]))
    assert.lengthOf(await pending(userId), 1)
    await (await make()).resume()
    assert.lengthOf(await device.live(), 1)
  })

  test('an event that would stop every client is refused before it is stored', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const writer = await app.container.make(ServerWriter)
    const bad = { name: 'v1.ChatTitled', args: { title: '' } } as unknown as ServerEvent
    await assert.rejects(() => writer.write(guest.userId, [bad]))
    assert.isEmpty(await pending(guest.userId))
  })
})

test.group('Sync | LogAppended', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('is emitted once per append, in order, with what follows', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const heard: [number, number][] = []
    const stop = emitter.on(LogAppended, ({ userId, events, following }) => {
      if (userId === device.welcome.userId) heard.push([events.length, following])
    })
    const batch = device.chain([sample.chatCreated(), sample.chatCreated()])
    await device.push(batch, { following: 3 })
    await device.push(batch, { following: 3 })
    await device.commit(sample.chatCreated())
    stop()
    assert.deepEqual(heard, [
      [2, 3],
      [1, 0],
    ])
  })
})
