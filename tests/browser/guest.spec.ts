import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { asked, enterAsGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { hold, text } from '#tests/support/upstream/steps'

test.group('A guest', () => {
  test('is chatting one click later, and a reload and a second tab have all of it', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const gate = hold()
    stage.upstream.enqueue([text('It is '), gate, text('blue.')])
    const chat = await enterAsGuest(await stage.device('the first device'))

    await chat.ask('Which colour is the sky?')
    await gate.reached
    await chat.assertTranscript('You: Which colour is the sky?', 'It is')
    gate.release()
    await chat.assertAnswered('It is blue.')
    await chat.page.getByRole('heading', { name: 'A scripted title' }).waitFor()
    await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()

    const whole = ['You: Which colour is the sky?', 'It is blue.']
    await chat.reload()
    await chat.assertTranscript(...whole)
    const secondTab = await ChatPage.visit(chat.device, chat.path)
    await secondTab.assertTranscript(...whole)
    await secondTab.ask('And the sea?')
    await chat.assertTranscript(...whole, 'You: And the sea?', 'And the sea?')
    assert.deepEqual(asked(stage), ['Which colour is the sky?', 'And the sea?'])
    stage.assertQuiet()
  })
})
