import accounts from '#config/accounts'
import { countSignIn } from '#identity/attempt_limits'
import User from '#identity/models/user'
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
import { DateTime } from 'luxon'
import { test } from '@japa/runner'

const WRONG = 'a wrong password'

test.group('Sign-in', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.teardown(() => closeSyncClients())

  test('answers alike for a wrong password and for nobody', async ({ assert }) => {
    const { email } = await givenAccount()
    const ask = async (address: string) => {
      const response = await post(new Visitor(), '/sign-in', { email: address, password: WRONG })
      const { requestId, ...error } = (await errorOf(response)) as Record<string, unknown>
      return { requestId: Boolean(requestId), ...error }
    }
    assert.deepEqual(await ask(email), await ask(someEmail()))
  })

  test('takes as long for nobody as for a wrong password', async ({ assert }) => {
    const { email } = await givenAccount()
    const visitor = new Visitor()
    await visitor.get('/')
    const time = async (address: string) => {
      const start = performance.now()
      await post(visitor, '/sign-in', { email: address, password: WRONG })
      return performance.now() - start
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 7; round++) {
      known.push(await time(email))
      unknown.push(await time(someEmail()))
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[3]!
    // Without a decoy, "nobody" would be answered in a small fraction of the time that scrypt takes.
    const ratio = median(unknown) / median(known)
    assert.isAbove(ratio, 0.4)
    assert.isBelow(ratio, 2.5)
  })

  test('gives a new session, and ends that of the guest who was here', async ({ assert }) => {
    const { email, userId } = await givenAccount()
    const visitor = new Visitor()
    await visitor.post('/guests')
    const before = visitor.cookie
    const socket = await SyncClient.connect({ cookie: before })
    assert.equal((await post(visitor, '/sign-in', { email, password: PASSWORD })).status, 204)
    assert.equal((await whoIs(visitor))?.id, userId)
    await until('the socket to close', () => socket.closeCode !== null)
    assert.equal(socket.closeCode, closeCodes.sessionEnded)
    const old = await fetch(new URL('/bootstrap', visitor.url), { headers: { cookie: before } })
    assert.equal(old.status, 401)
  })

  test('a session id from before the sign-in is worth nothing after it', async ({ assert }) => {
    const { email } = await givenAccount()
    const visitor = new Visitor()
    await visitor.get('/')
    const planted = visitor.cookie
    await post(visitor, '/sign-in', { email, password: PASSWORD })
    const old = await fetch(new URL('/bootstrap', visitor.url), { headers: { cookie: planted } })
    assert.equal(old.status, 401)
  })

  test('guessing at one account from one place ends, also with the right password, and says for how long', async ({
    assert,
  }) => {
    const { email } = await givenAccount()
    const { requests } = accounts.signInPerPair
    for (let time = 0; time < requests; time++) {
      const response = await post(new Visitor(), '/sign-in', { email, password: WRONG })
      assert.equal(response.status, 422)
    }
    const response = await post(new Visitor(), '/sign-in', { email, password: PASSWORD })
    assert.isAbove(Number(response.headers.get('retry-after')), 60)
    const error = await errorOf(response)
    assert.equal(error.status, 429)
    assert.match(error.message, /^Too many attempts\. Try again in 1\d minutes\.$/)
    // Other accounts are none of its business.
    const other = await givenAccount()
    await givenSignedIn(other.email)
  })

  test('whoever guesses does not keep the owner out, at a device of theirs or elsewhere', async ({
    assert,
  }) => {
    const { email } = await givenAccount()
    const device = await givenSignedIn(email)
    await device.get('/')
    await device.post('/sign-out')
    await device.get('/')
    const statuses: number[] = []
    for (let time = 0; time <= accounts.signInPerPair.requests; time++) {
      statuses.push((await post(new Visitor(), '/sign-in', { email, password: WRONG })).status)
    }
    assert.equal(statuses.at(-1), 429)
    // The guesser is in the same house. Elsewhere there is nothing to wait for.
    assert.equal((await post(device, '/sign-in', { email, password: PASSWORD })).status, 204)
    await countSignIn({ address: '198.51.100.7', email, deviceId: null })
  })

  test('a device of the owner gives as many guesses as any place, and those count there alone', async ({
    assert,
  }) => {
    const { email } = await givenAccount()
    const device = await givenSignedIn(email)
    await device.get('/')
    const statuses: number[] = []
    for (let time = 0; time <= accounts.signInPerPair.requests; time++) {
      statuses.push((await post(device, '/sign-in', { email, password: WRONG })).status)
    }
    assert.deepEqual(statuses.slice(-2), [422, 429])
    await givenSignedIn(email)
    // It is a device of this account only.
    const other = await givenAccount()
    for (let time = 0; time < accounts.signInPerPair.requests; time++) {
      await post(new Visitor(), '/sign-in', { email: other.email, password: WRONG })
    }
    const refused = await post(device, '/sign-in', { email: other.email, password: PASSWORD })
    assert.equal(refused.status, 429)
  })

  test('guessing at one account from many places ends', async ({ assert }) => {
    const email = someEmail()
    const { requests } = accounts.limits.signIn.perAccount
    const attemptFrom = (place: number, deviceId: string | null = null) =>
      countSignIn({ address: `198.51.${place >> 8}.${place & 255}`, email, deviceId })
    for (let place = 0; place < requests; place++) await attemptFrom(place)
    await assert.rejects(() => attemptFrom(requests))
    await attemptFrom(requests, 'a device of the owner')
  })

  test('nobody is limited like somebody', async ({ assert }) => {
    const email = someEmail()
    const statuses: number[] = []
    for (let time = 0; time <= accounts.signInPerPair.requests; time++) {
      statuses.push((await post(new Visitor(), '/sign-in', { email, password: WRONG })).status)
    }
    assert.equal(statuses.at(-2), 422)
    assert.equal(statuses.at(-1), 429)
  })

  test('many guesses at once count each', async ({ assert }) => {
    const { email } = await givenAccount()
    const visitor = new Visitor()
    await visitor.get('/')
    const { requests } = accounts.signInPerPair
    const answers = await Promise.all(
      Array.from({ length: requests + 8 }, () =>
        post(visitor, '/sign-in', { email, password: WRONG })
      )
    )
    const refused = answers.filter(({ status }) => status === 429)
    assert.isAtLeast(refused.length, 8)
  })

  test('one address cannot go through many accounts', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.get('/')
    const { requests } = accounts.limits.signIn.perAddress
    let last = 0
    for (let time = 0; time <= requests; time++) {
      last = (await post(visitor, '/sign-in', { email: someEmail(), password: WRONG })).status
    }
    assert.equal(last, 429)
  })

  test('the right password forgets wrong ones', async ({ assert }) => {
    const { email } = await givenAccount()
    for (let round = 0; round < 2; round++) {
      for (let time = 0; time < accounts.signInPerPair.requests - 1; time++) {
        await post(new Visitor(), '/sign-in', { email, password: WRONG })
      }
      await givenSignedIn(email)
    }
    assert.isTrue(true)
  })

  test('a suspended account is told so, to whom knows its password only', async ({ assert }) => {
    const { email, userId } = await givenAccount()
    await User.query().where('id', userId).update({ suspendedAt: DateTime.now().toSQL() })
    const right = await post(new Visitor(), '/sign-in', { email, password: PASSWORD })
    assert.equal((await errorOf(right)).code, 'SUSPENDED')
    const wrong = await post(new Visitor(), '/sign-in', { email, password: WRONG })
    assert.equal((await errorOf(wrong)).code, 'SIGN_IN_REFUSED')
  })

  test('the same password in another notation is the same password', async ({ assert }) => {
    const { email } = await givenAccount(someEmail(), 'caf\u00e9 au lait')
    assert.isNotNull(await whoIs(await givenSignedIn(email, 'cafe\u0301 au lait')))
  })

  test('bad bodies and missing tokens', async ({ assert, client }) => {
    for (const body of [
      {},
      { email: 1, password: 2 },
      { email: 'a@b.org' },
      { password: PASSWORD },
    ]) {
      assert.equal((await post(new Visitor(), '/sign-in', body)).status, 422)
    }
    const huge = { email: someEmail(), password: 'x'.repeat(5_000) }
    assert.equal((await post(new Visitor(), '/sign-in', huge)).status, 422)
    const response = await client.post('/sign-in').accept('json').json({ email: 'a@b.org' })
    response.assertStatus(403)
  })
})
