import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { signedOutErrors } from '#tests/support/browser'
import { ChatPage } from '#tests/support/chat_page'
import { enterAsGuest, givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { personAt } from '#tests/support/guests'
import { findTraces } from '#tests/support/local_traces'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

test.group('Signing out', () => {
  test('leaves nothing of the person to whoever comes next', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const { userId } = await personAt(chat.device)
    await chat.ask('The heron flies at dawn')
    await chat.assertAnswered('The heron flies at dawn')
    await chat.composer.fill('An osprey draft')
    await chat.assertSynced()
    await chat.untilKeptForOffline()
    const otherTab = await ChatPage.visit(chat.device, chat.path)
    await otherTab.assertTranscript('You: The heron flies at dawn', 'The heron flies at dawn')
    await until('the draft to be kept', async () =>
      (await findTraces(chat.page, ['osprey'])).some((place) => place.startsWith('localStorage'))
    )
    const secrets = [userId, 'heron', 'osprey']
    // The search itself finds what is there.
    const before = await findTraces(chat.page, secrets)
    for (const place of ['localStorage', 'IndexedDB', 'file', 'page']) {
      assert.isTrue(
        before.some((trace) => trace.startsWith(place)),
        place
      )
    }

    // The other tab asks the server who it is before it hears that it should leave.
    chat.device.allow(...signedOutErrors)
    await chat.choose('Account', 'Sign out')
    const dialog = chat.page.getByRole('dialog', { name: 'Sign out?' })
    await dialog.getByText('A guest has no password').waitFor()
    await chat.press('Sign out', dialog)
    await chat.page.waitForURL((url) => url.pathname === '/')
    await otherTab.page.waitForURL((url) => url.pathname === '/')
    await until('nothing to be left', async () => {
      const traces = await findTraces(chat.page, secrets)
      if (traces.length > 0) throw new Error(traces.join('\n'))
      return true
    })

    const next = await enterAsGuest(chat.device)
    assert.notEqual((await personAt(chat.device)).userId, userId)
    await next.ask('A stranger’s question')
    await next.assertAnswered('A stranger’s question')
    const chats = next.list.locator('a[href^="/chat/"]')
    assert.deepEqual(await chats.allInnerTexts(), ['A scripted title'])
    assert.deepEqual(await findTraces(next.page, secrets), [])
    stage.assertQuiet()
  })

  test('warns of what is not synced, offers it, and removes nothing without a server', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await goOffline(stage, chat)
    await chat.ask('Only here so far')
    await chat.assertSign(/3 waiting/)

    await chat.choose('Account', 'Sign out')
    const dialog = chat.page.getByRole('dialog', { name: '3 unsynced changes would be lost' })
    const download = chat.page.waitForEvent('download')
    await chat.press('Download unsynced text', dialog)
    const file = await download
    assert.equal(file.suggestedFilename(), 'loft-unsynced.md')
    assert.include(await readFile((await file.path()) ?? '', 'utf8'), 'Only here so far')

    await chat.press('Sign out and lose them', dialog)
    await dialog.getByText('The server cannot be reached. Nothing was removed').waitFor()
    await chat.press('Stay', dialog)
    await goOnline(stage, chat)
    await chat.assertAnswered('Only here so far')
    stage.assertQuiet()
  })
})
