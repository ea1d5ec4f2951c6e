import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { SyncConfig } from '#sync/sync_config'
import { Heartbeat } from '#sync/transport/heartbeat'
import { SocketRegistry } from '#sync/transport/socket_registry'
import { baseUrl } from '#tests/support/base_url'
import { destroySession, givenGuest, givenSession } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient, UpgradeRefused } from '#tests/support/sync_client'
import { execute, rows } from '#tests/support/sync_tables'
import { WebSocket } from 'ws'

const statusOf = (connecting: Promise<unknown>) =>
  connecting.then(
    () => 101,
    (error: unknown) => (error instanceof UpgradeRefused ? error.status : 0)
  )

test.group('Sync | who may open a socket', (group) => {
  group.each.teardown(() => closeSyncClients())

  for (const origin of [
    null,
    'null',
    'https://evil.example',
    'http://localhost:1',
    `${baseUrl()}.evil.example`,
    `${baseUrl()}/`,
    'not an origin',
  ]) {
    test(`Origin ${origin} is refused before the session is asked`, async ({ assert }) => {
      const { cookie } = await givenGuest()
      assert.equal(await statusOf(SyncClient.connect({ cookie, origin })), 403)
    })
  }

  test('the address people type and the host of the request are both ours', async ({ assert }) => {
    const { cookie } = await givenGuest()
    assert.equal(await statusOf(SyncClient.connect({ cookie })), 101)
    const { appUrl } = app.config.get<{ appUrl: string }>('app')
    assert.equal(await statusOf(SyncClient.connect({ cookie, origin: appUrl })), 101)
  })

  test('no session, a forged one or an ended one: 401', async ({ assert }) => {
    assert.equal(await statusOf(SyncClient.connect({})), 401)
    assert.equal(await statusOf(SyncClient.connect({ cookie: 'loft_session=abc' })), 401)
    const guest = await givenGuest()
    await destroySession(guest.sessionId)
    assert.equal(await statusOf(SyncClient.connect(guest)), 401)
  })

  test("the worker of another person's store is refused as for a store that is not there", async ({
    assert,
  }) => {
    const [guest, other] = [await givenGuest(), await givenGuest()]
    const { storeId } = (await SyncClient.connect(other)).welcome
    for (const store of [storeId, 'nowhere']) {
      assert.equal(await statusOf(SyncClient.connect({ ...guest, store })), 403)
    }
    const own = (await SyncClient.connect(guest)).welcome.storeId
    assert.equal(await statusOf(SyncClient.connect({ ...guest, store: own })), 101)
  })

  test('a suspended account: 403', async ({ assert }) => {
    const guest = await givenGuest()
    await execute('UPDATE users SET suspended_at = ? WHERE id = ?', '2026-01-01', guest.userId)
    assert.equal(await statusOf(SyncClient.connect(guest)), 403)
  })

  test('an ordinary request is told to upgrade', async ({ assert }) => {
    const { cookie } = await givenGuest()
    const response = await fetch(`${baseUrl()}/sync`, { headers: { cookie, origin: baseUrl() } })
    assert.equal(response.status, 426)
  })

  test('an upgrade of another address is an ordinary 404', async ({ assert }) => {
    const socket = new WebSocket(`${baseUrl().replace('http', 'ws')}/nowhere`)
    const status = await new Promise((resolve) => {
      socket.on('error', () => {})
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    })
    assert.equal(status, 404)
  })

  test('one person may hold twenty', async ({ assert }) => {
    const guest = await givenGuest()
    for (let count = 0; count < 20; count++) await SyncClient.connect(guest)
    assert.equal(await statusOf(SyncClient.connect(guest)), 429)
  })
})

test.group('Sync | a thousand sockets from one address', (group) => {
  const { sockets } = app.config.get<SyncConfig>('sync')
  const before = structuredClone(sockets)
  group.each.teardown(() => {
    closeSyncClients()
    Object.assign(sockets, before)
  })

  test('are refused beyond the cap while others go on', async ({ assert }) => {
    const other = await SyncClient.connect(await givenGuest())
    const { cookie } = await givenGuest()
    sockets.perAddress = 15
    sockets.attempts = Object.assign(app.config.get<SyncConfig>('sync').sockets.attempts, {
      burst: 30,
      perMinute: 15,
    })
    const statuses = new Map<string, number>()
    const attempt = () =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(`${baseUrl().replace('http', 'ws')}/sync`, {
          headers: { cookie, origin: baseUrl() },
          localAddress: '127.0.0.3',
        })
        const done = (status: string) => {
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          resolve()
        }
        opened.push(socket)
        socket.on('open', () => done('101'))
        socket.on('unexpected-response', (_request, response) => {
          done(String(response.statusCode))
          response.resume()
        })
        socket.on('error', (error) => done(error.message))
      })
    const opened: WebSocket[] = []
    await Promise.all(Array.from({ length: 1_000 }, attempt))
    assert.equal(statuses.get('101'), 15)
    assert.equal((statuses.get('429') ?? 0) + 15, 1_000)
    assert.containsSubset(await other.commit(sample.chatCreated()), { type: 'pushed' })
    for (const socket of opened) socket.terminate()
  })
})

test.group('Sync | sockets and their sessions', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('signing out closes the sockets of that session only', async ({ assert }) => {
    const guest = await givenGuest()
    const here = await SyncClient.connect(guest)
    const elsewhere = await SyncClient.connect(await givenSession(guest.userId))
    const registry = await app.container.make(SocketRegistry)
    registry.closeSession(guest.sessionId)
    assert.equal(await here.closed(), 4401)
    assert.containsSubset(await elsewhere.commit(sample.chatCreated()), { type: 'pushed' })
    registry.closeUser(guest.userId)
    assert.equal(await elsewhere.closed(), 4401)
    assert.equal(registry.countOf(guest.userId), 0)
  })

  test('the heartbeat keeps a session alive, and closes a socket whose session is gone', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const device = await SyncClient.connect(guest)
    await execute(
      'UPDATE sessions SET expires_at = ? WHERE id = ?',
      Date.now() + 5_000,
      guest.sessionId
    )
    const heartbeat = await app.container.make(Heartbeat)
    const later = Date.now() + 11 * 60_000
    heartbeat.beat(later)
    await device.socket.ping()
    device.send({ type: 'ping' })
    await device.next('pong')
    const [session] = await rows<{ expires_at: number }>(
      'SELECT expires_at FROM sessions WHERE id = ?',
      guest.sessionId
    )
    assert.isAbove(session.expires_at, later)

    await destroySession(guest.sessionId)
    heartbeat.beat(later + 11 * 60_000)
    assert.equal(await device.closed(), 4401)
  })

  test('a peer that answers no ping is dropped', async ({ assert }) => {
    const guest = await givenGuest()
    const socket = new WebSocket(`${baseUrl().replace('http', 'ws')}/sync`, {
      headers: { cookie: guest.cookie, origin: baseUrl() },
      autoPong: false,
    })
    await new Promise((resolve) => socket.once('message', resolve))
    const heartbeat = await app.container.make(Heartbeat)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    for (const seconds of [30, 60, 90]) heartbeat.beat(Date.now() + seconds * 1_000)
    assert.equal(await closed, 1006)
  })
})
