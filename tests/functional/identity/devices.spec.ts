import { sessionDays } from '#config/session'
import { MainDatabase } from '#core/database'
import { SessionTable } from '#identity/sessions/session_table'
import { closeCodes } from '#shared/protocol/server_frames'
import {
  errorOf,
  forgetLimits,
  givenAccount,
  givenSignedIn,
  PASSWORD,
  post,
  someEmail,
  whoIs,
} from '#tests/support/accounts'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

interface DeviceProps {
  id: string
  name: string
  isThis: boolean
  lastSeenAt: number
  signedInAt: number
}

/** What the page of the account shows of devices. */
async function devicesOf(visitor: Visitor): Promise<DeviceProps[]> {
  const response = await visitor.page('/settings/account')
  const { props } = (await response.json()) as { props: { devices: DeviceProps[] } }
  return props.devices
}

test.group('Devices', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.teardown(() => closeSyncClients())

  test('are listed with this one first, and without anything that opens them', async ({
    assert,
  }) => {
    const { visitor, email } = await givenAccount()
    await givenSignedIn(email)
    const devices = await devicesOf(visitor)
    assert.deepEqual(
      devices.map(({ isThis }) => isThis),
      [true, false]
    )
    for (const { id, lastSeenAt, signedInAt } of devices) {
      assert.match(id, /^[\da-f]{64}$/)
      assert.notInclude(visitor.cookie, id)
      assert.closeTo(lastSeenAt, Date.now(), 60_000)
      assert.closeTo(signedInAt, Date.now(), 60_000)
    }
  })

  test('one is signed out: its socket closes, and it learns why', async ({ assert }) => {
    const { visitor, email } = await givenAccount()
    const other = await givenSignedIn(email)
    const third = await givenSignedIn(email)
    const socket = await SyncClient.connect({ cookie: other.cookie })
    const devices = await devicesOf(visitor)
    const own = (await devicesOf(other)).find(({ isThis }) => isThis)!
    assert.include(
      devices.map(({ id }) => id),
      own.id
    )

    assert.equal((await visitor.delete(`/account/sessions/${own.id}`)).status, 204)

    await until('the socket to close', () => socket.closeCode !== null)
    assert.equal(socket.closeCode, closeCodes.sessionEnded)
    const refused = await other.get('/bootstrap')
    assert.equal(refused.headers.get('clear-site-data'), '"cache"')
    const error = await errorOf(refused)
    assert.deepEqual([error.status, error.code], [401, 'SESSION_REVOKED'])
    await assert.rejects(() => SyncClient.connect({ cookie: other.cookie }), /401/)
    assert.isNotNull(await whoIs(visitor))
    assert.isNotNull(await whoIs(third))
    assert.equal((await visitor.delete(`/account/sessions/${own.id}`)).status, 404)
  })

  test('all others are signed out at once', async ({ assert }) => {
    const { visitor, email } = await givenAccount()
    const others = [await givenSignedIn(email), await givenSignedIn(email)]
    const response = await visitor.delete('/account/sessions')
    assert.deepEqual(await response.json(), { ended: 2 })
    for (const other of others) {
      assert.equal((await errorOf(await other.get('/bootstrap'))).code, 'SESSION_REVOKED')
    }
    assert.lengthOf(await devicesOf(visitor), 1)
  })

  test('of somebody else do not exist', async ({ assert }) => {
    const ann = await givenAccount()
    const bob = await givenAccount()
    const [device] = await devicesOf(bob.visitor)
    const response = await ann.visitor.delete(`/account/sessions/${device!.id}`)
    assert.equal(response.status, 404)
    assert.isNotNull(await whoIs(bob.visitor))
    assert.equal((await ann.visitor.delete('/account/sessions/nonsense')).status, 404)
  })

  test('a revoked device that signs in again is like any other', async ({ assert }) => {
    const { visitor, email, userId } = await givenAccount()
    const other = await givenSignedIn(email)
    await visitor.delete('/account/sessions')
    await other.get('/')
    assert.equal((await post(other, '/sign-in', { email, password: PASSWORD })).status, 204)
    assert.equal((await whoIs(other))?.id, userId)
  })

  test('signing out is no revocation: the page goes on as before', async ({ assert }) => {
    const { visitor } = await givenAccount()
    const before = visitor.cookie
    await visitor.post('/sign-out')
    const old = await fetch(new URL('/bootstrap', visitor.url), {
      headers: { cookie: before, accept: 'application/json' },
    })
    assert.equal((await errorOf(old)).code, 'SIGNED_OUT')
  })

  test('a new password rotates this session and leaves the others', async ({ assert }) => {
    const { visitor, email } = await givenAccount()
    const other = await givenSignedIn(email)
    const before = visitor.cookie
    const body = { current: PASSWORD, password: 'a better password' }
    const wrong = await post(visitor, '/account/password', { ...body, current: 'wrong password' })
    assert.equal((await errorOf(wrong)).fields?.[0]?.field, 'current')
    const common = await post(visitor, '/account/password', { ...body, password: email })
    assert.equal((await errorOf(common)).code, 'COMMON_PASSWORD')
    assert.equal((await post(visitor, '/account/password', body)).status, 204)
    const old = await fetch(new URL('/bootstrap', visitor.url), { headers: { cookie: before } })
    assert.equal(old.status, 401)
    assert.isNotNull(await whoIs(visitor))
    assert.isNotNull(await whoIs(other))
    await givenSignedIn(email, body.password)
  })

  test('guessing the current password ends', async ({ assert }) => {
    const { visitor } = await givenAccount()
    const body = { current: 'wrong password', password: 'a better password' }
    const statuses: number[] = []
    for (let time = 0; time < 11; time++) {
      statuses.push((await post(visitor, '/account/password', body)).status)
    }
    assert.deepEqual([statuses.at(-2), statuses.at(-1)], [422, 429])
  })

  test('name and address change; without mail an address counts at once', async ({ assert }) => {
    const { visitor } = await givenAccount()
    const other = await givenAccount()
    await visitor.patch('/account', JSON.stringify({ username: '  Ann  ' }))
    assert.equal((await whoIs(visitor))?.username, 'Ann')
    await visitor.patch('/account', JSON.stringify({ username: '' }))
    assert.isNull((await whoIs(visitor))?.username)
    const long = await visitor.patch('/account', JSON.stringify({ username: 'x'.repeat(61) }))
    assert.equal(long.status, 422)
    const taken = await post(visitor, '/account/email', { email: other.email, password: PASSWORD })
    assert.equal((await errorOf(taken)).fields?.[0]?.field, 'email')
    const next = someEmail()
    await post(visitor, '/account/email', { email: next, password: PASSWORD })
    await givenSignedIn(next)
  })

  test('nobody who is not signed in changes anything', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.get('/')
    for (const path of ['/account/password', '/account/email', '/account/confirmation']) {
      assert.equal((await post(visitor, path)).status, 401, path)
    }
    assert.equal((await visitor.patch('/account', '{}')).status, 401)
    assert.equal((await visitor.delete('/account/sessions')).status, 401)
    assert.equal((await visitor.delete('/account/sessions/x')).status, 401)
  })

  test('a guest sees their device and has no password to change', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.post('/guests')
    assert.lengthOf(await devicesOf(visitor), 1)
    const body = { current: '', password: 'a better password' }
    assert.equal((await post(visitor, '/account/password', body)).status, 422)
    const guess = { current: 'anything', password: 'a better password' }
    assert.equal((await post(visitor, '/account/password', guess)).status, 422)
    assert.isTrue((await whoIs(visitor))?.isGuest)
  })

  test('what was revoked is remembered for a year', async ({ assert }) => {
    const { visitor, email } = await givenAccount()
    const other = await givenSignedIn(email)
    await visitor.delete('/account/sessions')
    const [database, sessions] = [
      await app.container.make(MainDatabase),
      await app.container.make(SessionTable),
    ]
    const day = 24 * 60 * 60 * 1000
    await database.run((sqlite) => sessions.forgetRevokedBefore(sqlite, Date.now() - 364 * day))
    assert.equal((await errorOf(await other.get('/bootstrap'))).code, 'SESSION_REVOKED')
    await database.run((sqlite) => sessions.forgetRevokedBefore(sqlite, Date.now() + 1))
    assert.equal((await errorOf(await other.get('/bootstrap'))).code, 'SIGNED_OUT')
    assert.equal(sessionDays, 365)
  })
})
