import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { asked, givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

/** From the next page on this browser lives two days ago. */
const liveInThePast = () => {
  const twoDays = 2 * 24 * 60 * 60 * 1000
  const now = Date.now.bind(Date)
  Date.now = () => now() - twoDays
}

test.group('A question that waited for days', () => {
  test('asks before it spends, is answered when confirmed and gone when discarded', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await goOffline(stage, chat)
    await chat.close()
    await chat.device.context.addInitScript(liveInThePast)
    const past = await ChatPage.visit(chat.device)
    await past.ask('An old question')
    await past.assertSign(/3 waiting/)
    await past.startChat()
    await past.ask('A forgotten question')
    await past.assertSign(/6 waiting/)

    await goOnline(stage, past)
    await past.sees(/^You asked this (2 days|48 hours|1 minute) ago\. Answer now\?$/)
    assert.lengthOf(asked(stage), 0)
    await past.press('Discard')
    await past.assertTranscript('You: A forgotten question')
    await past.openChat('An old question')
    await past.press('Answer now')
    await past.assertAnswered('An old question')
    assert.deepEqual(asked(stage), ['An old question'])
    stage.assertQuiet()
  })
})
