import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { test } from '@japa/runner'
import { addImage } from '#tests/support/add_image'
import { enterAsGuest, givenGuest, givenSecondDevice, goOffline } from '#tests/support/chat_stage'
import { personAt } from '#tests/support/guests'
import { endSessionsOf } from '#tests/support/sessions'
import { signedOutErrors } from '#tests/support/browser'
import { Stage } from '#tests/support/stage'

test.group('A session that ended', () => {
  test('on another device hides the chats at once and offers a new start', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Mine alone')
    await chat.assertAnswered('Mine alone')
    const second = await givenSecondDevice(stage, chat)
    await second.assertTranscript('You: Mine alone', 'Mine alone')

    second.device.allow(...signedOutErrors)
    await chat.choose('Account', 'Sign out')
    await chat.press('Sign out', chat.page.getByRole('dialog'))
    await second.sees('Your session ended')
    await second.sees('Everything written here had reached the server.')
    assert.equal(await second.page.getByText('Mine alone').count(), 0)

    await second.press('Continue as a new guest')
    await second.assertSynced()
    await second.ask('Somebody else')
    await second.assertAnswered('Somebody else')
    assert.equal(await second.list.locator('a[href^="/chat/"]').count(), 1)
    await enterAsGuest(chat.device)
    stage.assertQuiet()
  })

  test('while the device was away offers the text that was never synced', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const { userId } = await personAt(chat.device)
    await goOffline(stage, chat)
    await chat.ask('Written in the dark')
    await chat.assertSign(/3 waiting/)
    endSessionsOf(stage.server, userId)
    chat.device.allow(...signedOutErrors)
    await stage.proxy.online()

    await chat.sees('Your session ended')
    await chat.sees('3 changes were never synced and exist on this device only.')
    const download = chat.page.waitForEvent('download')
    await chat.press('Download unsynced text')
    const file = await readFile((await (await download).path()) ?? '', 'utf8')
    assert.include(file, 'Written in the dark')
    assert.lengthOf(stage.upstream.answers, 0)
    stage.assertQuiet()
  })

  test('while the device was away offers the images that were never sent', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    const { userId } = await personAt(chat.device)
    await goOffline(stage, chat)
    await addImage(chat, 'roof.png')
    endSessionsOf(stage.server, userId)
    chat.device.allow(...signedOutErrors)
    await stage.proxy.online()

    await chat.sees('1 image was never synced and exists on this device only.')
    const download = chat.page.waitForEvent('download')
    await chat.press('Download 1 unsent image')
    const entries = unzipSync(await readFile((await (await download).path()) ?? ''))
    assert.lengthOf(Object.keys(entries), 1)
    assert.match(Object.keys(entries)[0]!, /^1 roof\./)
    assert.isAbove(Object.values(entries)[0]!.length, 100)
    stage.assertQuiet()
  })
})
