import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { addImage } from '#tests/support/add_image'
import { becomeAccount, PASSWORD, signIn, signInAt } from '#tests/support/account_stage'
import { whoIs } from '#tests/support/accounts'
import { networkErrors, signedOutErrors } from '#tests/support/browser'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { personAt } from '#tests/support/guests'
import { findTraces } from '#tests/support/local_traces'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

const EMAIL = 'ann@example.org'

/** An account with one chat, signed in on a second device too. */
async function givenTwoDevices(stage: Stage) {
  const first = await givenGuest(stage)
  await first.ask('The heron flies at dawn')
  await first.assertAnswered('The heron flies at dawn')
  await becomeAccount(first, EMAIL)
  const device = await stage.device('the second device', { hasOwnNetwork: true })
  const second = await signInAt(device, EMAIL)
  await second.assertSynced()
  return { first, second }
}

async function signOutTheOther(first: ChatPage): Promise<void> {
  await first.page.goto('/settings/account')
  await first.page.getByRole('button', { name: /^Sign out Chrome on / }).click()
  await until('one device to be left', async () => {
    return (await first.page.getByRole('button', { name: /^Sign out Chrome on / }).count()) === 0
  })
}

const assertNoTraces = (chat: ChatPage, secrets: string[]) =>
  until('nothing to be left', async () => {
    const traces = await findTraces(chat.page, secrets)
    if (traces.length > 0) throw new Error(traces.join('\n'))
    return true
  })

test.group('Accounts', () => {
  test('a guest becomes an account and keeps every chat, here and elsewhere', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const before = await personAt(chat.device)
    await chat.ask('The heron flies at dawn')
    await chat.assertAnswered('The heron flies at dawn')
    const { path } = chat
    const otherTab = await ChatPage.visit(chat.device, path)
    await otherTab.assertTranscript('You: The heron flies at dawn', 'The heron flies at dawn')

    await becomeAccount(chat, EMAIL)

    assert.deepEqual(await personAt(chat.device), before)
    await chat.page.goto(path)
    await chat.assertTranscript('You: The heron flies at dawn', 'The heron flies at dawn')
    await chat.assertSynced()
    // The other tab goes on with the new session.
    await otherTab.assertSynced()
    await otherTab.ask('And at dusk')
    await otherTab.assertAnswered('And at dusk')
    await chat.assertAnswered('And at dusk')

    const elsewhere = await signInAt(await stage.device('the second device'), EMAIL)
    await until(
      'the chat to arrive',
      async () => (await elsewhere.list.getByRole('link').count()) > 0
    )
    await elsewhere.page.goto(path)
    await elsewhere.assertAnswered('And at dusk')
    stage.assertQuiet()
  })

  test('signing in where a guest has chats says what happens to them first', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const account = new Visitor(stage.server.url)
    await account.post('/sign-up', JSON.stringify({ email: EMAIL, password: PASSWORD }))
    const guest = await givenGuest(stage)
    const { userId } = await personAt(guest.device)
    await guest.ask('An osprey of the guest')
    await guest.assertAnswered('An osprey of the guest')
    await guest.assertSynced()
    guest.device.allow(...signedOutErrors)
    await guest.page.goto('/sign-in')
    await guest.sees('This browser holds a guest’s chats')
    await signIn(guest, EMAIL)
    const dialog = guest.page.getByRole('dialog', { name: /guest’s chats are removed/ })
    await guest.press('Stay', dialog)
    assert.equal((await personAt(guest.device)).userId, userId)

    await guest.press('Sign in')
    await guest.press('Sign in and remove them', dialog)
    await guest.page.waitForURL((url) => url.pathname === '/chat')
    await guest.assertSynced()
    assert.equal((await whoIs(account))?.id, (await personAt(guest.device)).userId)
    await assertNoTraces(guest, [userId, 'osprey'])
    stage.assertQuiet()
  })

  test('a device that was signed out from another one removes its copy at once', async ({
    test,
  }) => {
    const stage = await Stage.set(test)
    const { first, second } = await givenTwoDevices(stage)
    const { userId } = await personAt(first.device)
    second.device.allow(...signedOutErrors)
    await signOutTheOther(first)
    await second.page.waitForURL((url) => url.pathname === '/sign-in')
    await second.sees('This device was signed out from another one')
    await assertNoTraces(second, [userId, 'heron'])
    stage.assertQuiet()
  })

  test('and offers the text and the images that it never sent before that', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const { first, second } = await givenTwoDevices(stage)
    const { userId } = await personAt(first.device)
    second.device.allow(...networkErrors)
    await second.device.network.offline()
    await second.assertSign(/Offline/)
    await second.ask('Written in the dark')
    await second.assertSign(/3 waiting/)
    await addImage(second, 'roof.png')
    await signOutTheOther(first)
    second.device.allow(...signedOutErrors)
    await second.device.network.online()

    await second.sees('This device was signed out')
    await second.sees('3 changes and 1 image were never synced and exist in this browser only.')
    assert.equal(await second.page.getByText('heron').count(), 0)
    const download = second.page.waitForEvent('download')
    await second.press('Download unsynced text')
    const file = await readFile((await (await download).path()) ?? '', 'utf8')
    assert.include(file, 'Written in the dark')
    await second.sees('Download 1 unsent image')
    await second.press('Remove everything here')
    await second.page.waitForURL((url) => url.pathname === '/sign-in')
    await assertNoTraces(second, [userId, 'heron', 'Written in the dark'])
    stage.assertQuiet()
  })
})
