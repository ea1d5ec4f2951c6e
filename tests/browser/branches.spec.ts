import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { asked, givenGuest, givenSecondDevice } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { text } from '#tests/support/upstream/steps'

test.group('Branches', () => {
  test('of an edited question and of an answer asked again are chosen, kept and shared', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    stage.upstream.enqueue(...['Red', 'Green', 'Blue'].map((colour) => [text(colour)]))
    const chat = await givenGuest(stage)
    await chat.ask('A colour?')
    await chat.assertAnswered('Red')
    await chat.press('Answer again', chat.answers.first())
    await chat.assertAnswered('Green')
    await chat.sees('2 / 2')

    const question = chat.page.getByRole('article', { name: 'You' })
    await question.first().hover()
    await chat.press('Edit', question.first())
    const editor = chat.page.getByRole('textbox', { name: 'Edit your message' })
    await editor.fill('A better colour?')
    await editor.press('Enter')
    await chat.assertTranscript('You: A better colour?', 'Blue')

    await chat.press('Previous version', question.first())
    await chat.assertTranscript('You: A colour?', 'Green')
    await chat.press('Previous version', chat.answers.first())
    await chat.assertTranscript('You: A colour?', 'Red')
    await chat.assertSynced()

    await chat.reload()
    await chat.assertTranscript('You: A colour?', 'Red')
    const second = await givenSecondDevice(stage, chat)
    await second.assertTranscript('You: A colour?', 'Red')
    await second.press('Next version', second.answers.first())
    await second.assertTranscript('You: A colour?', 'Green')
    await chat.assertTranscript('You: A colour?', 'Green')
    assert.deepEqual(asked(stage), ['A colour?', 'A colour?', 'A better colour?'])
    stage.assertQuiet()
  })

  test('a deleted message is gone on both devices and what is below it stays', async ({ test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Keep this')
    await chat.assertAnswered('Keep this')
    await chat.ask('A secret')
    await chat.assertAnswered('A secret')
    await chat.ask('Keep this too')
    await chat.assertAnswered('Keep this too')
    const second = await givenSecondDevice(stage, chat)

    const secret = chat.page.getByRole('article', { name: 'You' }).nth(1)
    await secret.hover()
    await chat.choose('More', 'Delete this message', secret)
    await chat.press('Delete', chat.page.getByRole('dialog'))
    for (const device of [chat, second]) {
      await device.sees('You deleted this message')
      await device.assertTranscript(
        'You: Keep this',
        'Keep this',
        'A secret',
        'You: Keep this too',
        'Keep this too'
      )
    }

    const answer = second.answers.nth(1)
    await answer.hover()
    await second.choose('More', 'Delete it and everything below', answer)
    await second.press('Delete', second.page.getByRole('dialog'))
    for (const device of [chat, second]) {
      await device.assertTranscript('You: Keep this', 'Keep this')
    }
    stage.assertQuiet()
  })

  test('a chat opens by its address, and an address without a chat says so', async ({ test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Find me again')
    await chat.assertAnswered('Find me again')
    const second = await givenSecondDevice(stage, chat)
    await second.assertTranscript('You: Find me again', 'Find me again')
    const nowhere = await ChatPage.visit(chat.device, '/chat/8d2f1f0e-0000-4000-8000-000000000000')
    await nowhere.sees('This chat is not on this device')
    await nowhere.sees('It was deleted, or the address is wrong.')
    await nowhere.press('New chat', nowhere.page.getByRole('main'))
    await nowhere.ask('And now?')
    await nowhere.assertAnswered('And now?')
    stage.assertQuiet()
  })
})
