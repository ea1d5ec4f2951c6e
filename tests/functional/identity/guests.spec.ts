import { randomUUID } from 'node:crypto'
import guests from '#config/guests'
import { MainDatabase } from '#core/database'
import { CreateGuest } from '#identity/actions/create_guest'
import { SweepVisitors } from '#identity/actions/sweep_visitors'
import { closeCodes } from '#shared/protocol/server_frames'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

async function givenGuestVisitor() {
  const visitor = new Visitor()
  const response = await visitor.post('/guests')
  if (response.status !== 303) throw new Error(`POST /guests answered ${response.status}`)
  const bootstrap = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
  return { visitor, bootstrap }
}

test.group('Guests', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('one click makes a user with a store of their own', async ({ assert }) => {
    const one = await givenGuestVisitor()
    const other = await givenGuestVisitor()
    assert.isTrue(one.bootstrap.user.isGuest)
    assert.equal(one.bootstrap.storeId, one.bootstrap.user.id)
    assert.notEqual(one.bootstrap.user.id, other.bootstrap.user.id)
  })

  test('a second click keeps the user', async ({ assert }) => {
    const { visitor, bootstrap } = await givenGuestVisitor()
    assert.equal((await visitor.post('/guests')).status, 303)
    const again = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
    assert.equal(again.user.id, bootstrap.user.id)
  })

  test('the session lasts a year and rolls', async ({ assert }) => {
    const { visitor } = await givenGuestVisitor()
    const response = await visitor.get('/bootstrap')
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('loft_session='))
    assert.match(String(cookie), /Max-Age=31536000/)
    assert.match(String(cookie), /HttpOnly/)
    assert.match(String(cookie), /SameSite=Lax/i)
  })

  test('without a CSRF token nobody becomes a guest', async ({ client }) => {
    const response = await client.post('/guests').accept('json')
    response.assertStatus(403)
  })

  test('guests can be switched off', async ({ assert }) => {
    assert.isTrue(guests.isOpen)
    assert.deepEqual(await new CreateGuest({ isOpen: false }).handle(), { type: 'guests_closed' })
  })

  test('one browser cannot make guests without end', async ({ assert }) => {
    const { visitor } = await givenGuestVisitor()
    const answers: number[] = []
    for (let time = 0; time <= guests.perCookie.requests; time++) {
      answers.push((await visitor.post('/guests')).status)
    }
    assert.equal(answers.at(-1), 429)
  })
})

test.group('Sign-out', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('ends the session everywhere and closes its sockets', async ({ assert }) => {
    const { visitor } = await givenGuestVisitor()
    const { cookie } = visitor
    const socket = await SyncClient.connect({ cookie })

    const response = await visitor.post('/sign-out')
    assert.equal(response.status, 204)
    // Images of whoever was here lie in the browser's cache.
    assert.equal(response.headers.get('clear-site-data'), '"cache"')

    await until('the socket to close', () => socket.closeCode !== null)
    assert.equal(socket.closeCode, closeCodes.sessionEnded)
    assert.equal((await visitor.get('/bootstrap')).status, 401)
    await assert.rejects(() => SyncClient.connect({ cookie }), /401/)
  })

  test('leaves the other sessions alone', async ({ assert }) => {
    const one = await givenGuestVisitor()
    const other = await givenGuestVisitor()
    const socket = await SyncClient.connect({ cookie: other.visitor.cookie })
    await one.visitor.post('/sign-out')
    assert.equal((await other.visitor.get('/bootstrap')).status, 200)
    assert.isNull(socket.closeCode)
  })

  test('twice is no error', async ({ assert }) => {
    const { visitor } = await givenGuestVisitor()
    await visitor.post('/sign-out')
    await visitor.get('/')
    assert.equal((await visitor.post('/sign-out')).status, 204)
  })
})

test('passers-by leave no session behind, users do', async ({ assert }) => {
  const database = await app.container.make(MainDatabase)
  const year = 365 * 24 * 60 * 60 * 1000
  const ids = { old: randomUUID(), fresh: randomUUID(), user: randomUUID() }
  const now = Date.now()
  await database.run((sqlite) => {
    const add = sqlite.prepare(
      'INSERT INTO sessions (id, data, user_id, expires_at) VALUES (?,?,?,?)'
    )
    add.run(ids.old, '{}', null, now + year - 2 * 86_400_000)
    add.run(ids.fresh, '{}', null, now + year)
    add.run(ids.user, '{}', randomUUID(), now + year - 300 * 86_400_000)
  })

  await new SweepVisitors(database).handle(year, now)

  const kept = await database.run((sqlite) =>
    Object.entries(ids)
      .filter(([, id]) => sqlite.prepare('SELECT 1 FROM sessions WHERE id = ?').get(id))
      .map(([name]) => name)
  )
  assert.deepEqual(kept, ['fresh', 'user'])
})
