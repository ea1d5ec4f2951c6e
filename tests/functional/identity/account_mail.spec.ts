import { accountMails } from '#tests/support/account_mails'
import {
  errorOf,
  forgetLimits,
  givenSignedIn,
  PASSWORD,
  post,
  someEmail,
  whoIs,
} from '#tests/support/accounts'
import { connectMailer, Mailbox } from '#tests/support/mailbox'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import { test } from '@japa/runner'

let mailbox: Mailbox

/** Signs up and confirms the address, as the person at one browser does. */
async function givenConfirmed(email = someEmail(), password = PASSWORD) {
  const visitor = new Visitor()
  await post(visitor, '/sign-up', { email, password })
  await visitor.get('/')
  const response = await post(visitor, mailbox.linkFor(email, 'verify'))
  if (response.status !== 200) throw new Error(`Confirmation: ${response.status}`)
  return { visitor, email, password }
}

test.group('Accounts with mail', (group) => {
  group.each.setup(async () => {
    await forgetLimits()
    mailbox = await Mailbox.open()
    const { restore } = await connectMailer(mailbox)
    return async () => {
      restore()
      await mailbox.close()
    }
  })

  test('sign-up works at once; signing in elsewhere waits for the mailbox', async ({ assert }) => {
    const [email, visitor] = [someEmail(), new Visitor()]
    await visitor.post('/guests')
    const guest = await whoIs(visitor)
    const response = await post(visitor, '/sign-up', { email, password: PASSWORD })
    assert.deepEqual(await response.json(), { mail: 'sent' })
    const user = await whoIs(visitor)
    assert.equal(user?.id, guest?.id)
    assert.equal(user?.email, email)
    assert.isFalse(user?.canSignInAgain)
    const early = await post(new Visitor(), '/sign-in', { email, password: PASSWORD })
    assert.equal(early.status, 422)

    const link = mailbox.linkFor(email, 'verify')
    // Mail programs open links: that changes nothing.
    await new Visitor().get(link)
    assert.equal((await post(visitor, link)).status, 200)
    assert.isTrue((await whoIs(visitor))?.canSignInAgain)
    assert.equal((await whoIs(await givenSignedIn(email)))?.id, guest?.id)
    assert.equal((await errorOf(await post(visitor, link))).code, 'LINK_GONE')
  })

  test('an address that is taken looks like one that is free, except in its mailbox', async ({
    assert,
  }) => {
    const { email: taken } = await givenConfirmed()
    const look = async (email: string) => {
      const visitor = new Visitor()
      const response = await post(visitor, '/sign-up', { email, password: 'some other password' })
      const { id, email: shown, ...user } = (await whoIs(visitor))!
      const signIn = await post(new Visitor(), '/sign-in', {
        email,
        password: 'some other password',
      })
      const body: unknown = await response.json()
      assert.equal(shown, email)
      assert.isString(id)
      return { status: response.status, body, user, signIn: signIn.status }
    }
    assert.deepEqual(await look(taken), await look(someEmail()))
    assert.match(mailbox.mails.findLast(({ to }) => to === taken)!.subject, /have a Loft account/)
  })

  test('whoever owns the mailbox does not confirm what somebody else signed up', async ({
    assert,
  }) => {
    const [victim, attacker] = [someEmail(), new Visitor()]
    await post(attacker, '/sign-up', { email: victim, password: 'attackers password' })
    const link = mailbox.linkFor(victim, 'verify')
    const owner = new Visitor()
    assert.equal((await errorOf(await post(owner, link))).code, 'PASSWORD_NEEDED')
    const wrong = await post(owner, link, { password: 'a guess of the owner' })
    assert.equal((await errorOf(wrong)).code, 'PASSWORD_WRONG')
    // The address is still free for its owner.
    const { visitor } = await givenConfirmed(victim)
    assert.isTrue((await whoIs(visitor))?.canSignInAgain)
    await attacker.get('/')
    assert.equal((await errorOf(await post(attacker, link))).code, 'LINK_GONE')
  })

  test('confirming on another device takes the password', async ({ assert }) => {
    const email = someEmail()
    await post(new Visitor(), '/sign-up', { email, password: PASSWORD })
    const link = mailbox.linkFor(email, 'verify')
    const response = await post(new Visitor(), link, { password: PASSWORD })
    assert.deepEqual(await response.json(), { isSignedIn: false })
    await givenSignedIn(email)
  })

  test('a mail server that refuses never stops a sign-up and is named plainly', async ({
    assert,
  }) => {
    mailbox.behaviour = 'refuse'
    const [email, visitor] = [someEmail(), new Visitor()]
    const response = await post(visitor, '/sign-up', { email, password: PASSWORD })
    assert.equal(response.status, 201)
    assert.deepEqual(await response.json(), { mail: 'failed' })
    assert.equal((await whoIs(visitor))?.email, email)
    mailbox.behaviour = 'take'
    const again = await post(visitor, '/account/confirmation')
    assert.deepEqual(await again.json(), { mail: 'sent' })
    assert.equal((await post(visitor, mailbox.linkFor(email, 'verify'))).status, 200)
  })

  test('a new password by mail: old sessions end, the link works once', async ({ assert }) => {
    const { visitor, email } = await givenConfirmed()
    const other = await givenSignedIn(email)
    assert.equal((await post(new Visitor(), '/forgot-password', { email })).status, 202)
    const link = mailbox.linkFor(email, 'reset-password')
    const body = { password: 'a better password' }
    const short = await post(new Visitor(), link, { password: 'short' })
    assert.equal(short.status, 422)
    const common = await post(new Visitor(), link, { password: 'password123' })
    assert.equal((await errorOf(common)).code, 'COMMON_PASSWORD')
    const response = await post(new Visitor(), link, body)
    assert.deepEqual(await response.json(), { isSignedIn: false })
    for (const ended of [visitor, other]) {
      assert.equal((await errorOf(await ended.get('/bootstrap'))).code, 'SESSION_REVOKED')
    }
    assert.equal((await post(new Visitor(), '/sign-in', { email, password: PASSWORD })).status, 422)
    await givenSignedIn(email, body.password)
    assert.equal((await errorOf(await post(new Visitor(), link, body))).code, 'LINK_GONE')
  })

  test('on a device of one’s own a reset keeps it signed in, with a new session', async ({
    assert,
  }) => {
    const { visitor, email } = await givenConfirmed()
    const before = visitor.cookie
    await post(visitor, '/forgot-password', { email })
    const link = mailbox.linkFor(email, 'reset-password')
    const response = await post(visitor, link, { password: 'a better password' })
    assert.deepEqual(await response.json(), { isSignedIn: true })
    assert.isNotNull(await whoIs(visitor))
    const old = await fetch(new URL('/bootstrap', visitor.url), { headers: { cookie: before } })
    assert.equal(old.status, 401)
  })

  test('asking for a new password is answered alike for everybody', async ({ assert }) => {
    const { email } = await givenConfirmed()
    const ask = async (address: string) => {
      const response = await post(new Visitor(), '/forgot-password', { email: address })
      return [response.status, await response.json()]
    }
    const stranger = someEmail()
    assert.deepEqual(await ask(email), await ask(stranger))
    assert.match(mailbox.mails.at(-1)!.subject, /no Loft account/)
    mailbox.behaviour = 'refuse'
    const refused = async (address: string) => {
      const { requestId: _, ...error } = (await errorOf(
        await post(new Visitor(), '/forgot-password', { email: address })
      )) as Record<string, unknown>
      return error
    }
    const failure = await refused(email)
    assert.deepEqual(failure, await refused(stranger))
    assert.equal(failure.code, 'MAIL_FAILED')
  })

  test('nobody is flooded with mail', async ({ assert }) => {
    const email = someEmail()
    const statuses: number[] = []
    for (let time = 0; time < 6; time++) {
      statuses.push((await post(new Visitor(), '/forgot-password', { email })).status)
    }
    assert.equal(statuses.at(-1), 429)
    assert.isAtMost(mailbox.mails.filter(({ to }) => to === email).length, 4)
  })

  test('another address counts when its mailbox says so', async ({ assert }) => {
    const { visitor, email } = await givenConfirmed()
    const next = someEmail()
    const wrong = await post(visitor, '/account/email', { email: next, password: 'not it at all' })
    assert.equal((await errorOf(wrong)).fields?.[0]?.field, 'password')
    await post(visitor, '/account/email', { email: next, password: PASSWORD })
    await givenSignedIn(email)
    await post(visitor, mailbox.linkFor(next, 'verify'))
    await givenSignedIn(next)
    const old = await post(new Visitor(), '/sign-in', { email, password: PASSWORD })
    assert.equal(old.status, 422)
  })

  test('the owner of a mailbox hears that the password was changed', async ({ assert }) => {
    const { visitor, email } = await givenConfirmed()
    const notices = () =>
      mailbox.mails.filter(({ subject }) => /password was changed/.test(subject))
    const change = (current: string, password: string) =>
      post(visitor, '/account/password', { current, password })
    await change('not it at all', 'nine grey owls')
    assert.isEmpty(notices())
    // A mail server that fails keeps nobody from changing it.
    mailbox.behaviour = 'refuse'
    assert.equal((await change(PASSWORD, 'nine grey owls')).status, 204)
    mailbox.behaviour = 'take'
    await visitor.get('/')
    assert.equal((await change('nine grey owls', 'nine blue owls')).status, 204)
    await until('the notice', () => notices().length === 1)
    assert.equal(notices()[0]!.to, email)
    assert.notInclude(notices()[0]!.text, 'owls')

    await post(new Visitor(), '/forgot-password', { email })
    await post(new Visitor(), mailbox.linkFor(email, 'reset-password'), { password: PASSWORD })
    await until('the notice of the reset', () => notices().length === 2)
  })

  test('the mailbox before hears that the address was changed, and not to which', async ({
    assert,
  }) => {
    const { visitor, email } = await givenConfirmed()
    const next = someEmail()
    const notices = () => mailbox.mails.filter(({ subject }) => /address of your/.test(subject))
    await post(visitor, '/account/email', { email: next, password: PASSWORD })
    assert.isEmpty(notices())
    await post(visitor, mailbox.linkFor(next, 'verify'))
    await until('the notice', () => notices().length === 1)
    assert.equal(notices()[0]!.to, email)
    assert.notInclude(notices()[0]!.text, next)
  })

  test('an address that nobody confirmed hears nothing of the account that claims it', async ({
    assert,
  }) => {
    const [email, visitor] = [someEmail(), new Visitor()]
    await post(visitor, '/sign-up', { email, password: PASSWORD })
    await visitor.get('/')
    const before = mailbox.mails.length
    const change = { current: PASSWORD, password: 'nine grey owls' }
    assert.equal((await post(visitor, '/account/password', change)).status, 204)
    await post(visitor, '/account/confirmation')
    await until('the confirmation', () => mailbox.mails.length > before)
    assert.isTrue(mailbox.mails.every(({ subject }) => !/was changed/.test(subject)))
  })

  test('two claims of one address: the first to confirm has it', async ({ assert }) => {
    const email = someEmail()
    const visitors = [new Visitor(), new Visitor()] as const
    const links: string[] = []
    for (const visitor of visitors) {
      await post(visitor, '/sign-up', { email, password: PASSWORD })
      await visitor.get('/')
      links.push(mailbox.linkFor(email, 'verify'))
    }
    assert.equal((await post(visitors[1], links[1]!)).status, 200)
    assert.equal((await errorOf(await post(visitors[0], links[0]!))).code, 'LINK_GONE')
    assert.isFalse((await whoIs(visitors[0]))?.canSignInAgain)
  })

  test('the texts are short, plain, and link to this Loft', async ({ assert }) => {
    for (const { subject, text } of accountMails) {
      assert.isAtMost(subject.length, 60)
      assert.match(text, /https:\/\/chat\.example/)
      for (const line of text.split('\n')) assert.isAtMost(line.length, 100)
    }
  })
})

test('without mail, a forgotten password is the operator’s business', async ({ assert }) => {
  await forgetLimits()
  const response = await post(new Visitor(), '/forgot-password', { email: someEmail() })
  assert.equal((await errorOf(response)).code, 'MAIL_OFF')
})
