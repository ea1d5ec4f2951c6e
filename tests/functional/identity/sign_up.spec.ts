import accounts from '#config/accounts'
import { OperatorCommands } from '#identity/operator/operator_commands'
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
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { rows } from '#tests/support/sync_tables'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

async function invitation(email: string | null) {
  const commands = await app.container.make(OperatorCommands)
  const answer = await commands.handle({ command: 'invite', email })
  if (answer.type === 'refused') throw new Error(answer.sentence)
  return answer.lines.at(-1)!.split('/').at(-1)!
}

test.group('Sign-up', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.teardown(() => {
    accounts.signUp = 'open'
    return closeSyncClients()
  })

  test('makes an account that signs in anywhere', async ({ assert }) => {
    const { email, userId } = await givenAccount(`  Ann.${someEmail()} `.trim().toUpperCase())
    const elsewhere = await givenSignedIn(`  ${email.toLowerCase()}`)
    const user = await whoIs(elsewhere)
    assert.equal(user?.id, userId)
    assert.equal(user?.email, email.toLowerCase())
    assert.isTrue(user?.canSignInAgain)
    assert.isFalse(user?.isGuest)
  })

  test('a guest keeps their id, chats and log; the session is a new one', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.post('/guests')
    const guest = await whoIs(visitor)
    const before = visitor.cookie
    const device = await SyncClient.connect({ cookie: before })
    const chatId = sample.id()
    await device.commit(sample.chatCreated({ chatId, title: 'Kept' }))

    const email = someEmail()
    assert.equal((await post(visitor, '/sign-up', { email, password: PASSWORD })).status, 201)

    const user = await whoIs(visitor)
    assert.equal(user?.id, guest?.id)
    assert.isFalse(user?.isGuest)
    // The old cookie opens nothing, and its socket is told to come back with the new one.
    const old = await fetch(new URL('/bootstrap', visitor.url), { headers: { cookie: before } })
    assert.equal(old.status, 401)
    await until('the old socket to close', () => device.closeCode !== null)
    assert.equal(device.closeCode, closeCodes.goingAway)
    const again = await SyncClient.connect({ cookie: visitor.cookie })
    assert.equal(again.welcome.storeId, guest?.id)
    const chats = await rows('SELECT title FROM chats WHERE user_id = ?', guest!.id)
    assert.deepEqual(chats, [{ title: 'Kept' }])
    assert.equal((await whoIs(await givenSignedIn(email)))?.id, guest?.id)
  })

  test('an address is taken whatever its case, and the guest who tried stays a guest', async ({
    assert,
  }) => {
    const { email } = await givenAccount()
    const visitor = new Visitor()
    await visitor.post('/guests')
    const response = await post(visitor, '/sign-up', {
      email: email.toUpperCase(),
      password: 'another fine password',
    })
    const error = await errorOf(response)
    assert.equal(error.code, 'EMAIL_TAKEN')
    assert.equal(error.fields?.[0]?.field, 'email')
    assert.isTrue((await whoIs(visitor))?.isGuest)
    await givenSignedIn(email)
  })

  test('whoever has an account already makes no second one', async ({ assert }) => {
    const { visitor, userId } = await givenAccount()
    const response = await post(visitor, '/sign-up', { email: someEmail(), password: PASSWORD })
    assert.equal(response.status, 409)
    assert.equal((await whoIs(visitor))?.id, userId)
  })

  test('passwords: length counts, and the first that anybody would try are refused', async ({
    assert,
  }) => {
    const email = someEmail()
    const cases: [password: unknown, status: number][] = [
      ['ninechars', 422],
      ['x'.repeat(201), 422],
      ['Password123', 422],
      ['aaaaaaaaaaaa', 422],
      [email, 422],
      [null, 422],
      [['a', 'b'], 422],
      [{ $ne: '' }, 422],
      ['tencharsok', 201],
    ]
    for (const [password, status] of cases) {
      const response = await post(new Visitor(), '/sign-up', { email, password })
      assert.equal(response.status, status, JSON.stringify(password))
      if (status === 422) assert.equal((await errorOf(response)).fields?.[0]?.field, 'password')
    }
  })

  test('bad bodies are refused beside their fields', async ({ assert }) => {
    const visitor = new Visitor()
    for (const email of [
      '',
      'ann',
      'ann@',
      'a@b@c',
      `${'a'.repeat(250)}@x.org`,
      7,
      null,
      ['a@b.c'],
    ]) {
      const error = await errorOf(await post(visitor, '/sign-up', { email, password: PASSWORD }))
      assert.equal(error.status, 422, String(email))
      assert.equal(error.fields?.[0]?.field, 'email')
    }
    const named = { email: someEmail(), password: PASSWORD, username: 'a\u0000b' }
    assert.equal(
      (await errorOf(await post(visitor, '/sign-up', named))).fields?.[0]?.field,
      'username'
    )
    assert.equal((await post(visitor, '/sign-up', {})).status, 422)
  })

  test('closed: nobody, not even with an invitation', async ({ assert }) => {
    const token = await invitation(null)
    accounts.signUp = 'closed'
    const body = { email: someEmail(), password: PASSWORD, invitation: token }
    assert.equal(
      (await errorOf(await post(new Visitor(), '/sign-up', body))).code,
      'SIGN_UP_CLOSED'
    )
  })

  test('by invitation: once, and with the address it names', async ({ assert }) => {
    accounts.signUp = 'invite'
    const invited = someEmail()
    const token = await invitation(invited)
    const body = { email: someEmail(), password: PASSWORD }
    const without = await errorOf(await post(new Visitor(), '/sign-up', body))
    assert.equal(without.code, 'INVITATION_NEEDED')
    const wrong = await post(new Visitor(), '/sign-up', { ...body, invitation: 'x'.repeat(43) })
    assert.equal(wrong.status, 410)

    const visitor = new Visitor()
    const response = await post(visitor, '/sign-up', { ...body, invitation: token })
    assert.equal(response.status, 201)
    assert.equal((await whoIs(visitor))?.email, invited)
    const again = await post(new Visitor(), '/sign-up', { ...body, invitation: token })
    assert.equal((await errorOf(again)).code, 'INVITATION_GONE')
  })

  test('two at once with one invitation: one gets in', async ({ assert }) => {
    accounts.signUp = 'invite'
    const token = await invitation(null)
    const visitors = [new Visitor(), new Visitor(), new Visitor()]
    await Promise.all(visitors.map((visitor) => visitor.get('/')))
    const statuses = await Promise.all(
      visitors.map(async (visitor) => {
        const body = { email: someEmail(), password: PASSWORD, invitation: token }
        return (await post(visitor, '/sign-up', body)).status
      })
    )
    assert.deepEqual(statuses.sort(), [201, 410, 410])
  })

  test('pages answer everybody', async ({ assert }) => {
    const paths = [
      '/sign-in',
      '/sign-up',
      '/sign-up/x',
      '/forgot-password',
      '/reset-password/x',
      '/verify/x',
    ]
    for (const path of paths) {
      const response = await new Visitor().get(path)
      assert.equal(response.status, 200, path)
    }
    const { visitor } = await givenAccount()
    assert.equal((await visitor.get('/sign-in')).headers.get('location'), '/chat')
    assert.equal((await visitor.get('/sign-up')).headers.get('location'), '/settings/account')
  })
})
