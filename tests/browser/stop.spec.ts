import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest, givenSecondDevice } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { hold, text } from '#tests/support/upstream/steps'

async function givenRunningAnswer(stage: Stage): Promise<ChatPage> {
  const gate = hold()
  stage.upstream.enqueue([text('So far so good'), gate, text(', and never this')])
  const chat = await givenGuest(stage)
  await chat.ask('Go on for ever')
  await gate.reached
  await chat.assertTranscript('You: Go on for ever', 'So far so good')
  return chat
}

/** Both say that it was stopped, show what had come, and the model was told to stop. */
async function assertStopped(stage: Stage, ...pages: ChatPage[]): Promise<void> {
  for (const page of pages) {
    await page.sees('You stopped this answer')
    await page.assertTranscript('You: Go on for ever', 'So far so good')
    await page.assertSynced()
  }
  const [request] = stage.upstream.answers
  await request?.closed
  if (!request?.isAborted) throw new Error('The model went on')
}

test.group('Stop', () => {
  test('from another tab keeps the text on both', async ({ test }) => {
    const stage = await Stage.set(test)
    const chat = await givenRunningAnswer(stage)
    const secondTab = await ChatPage.visit(chat.device, chat.path)
    await secondTab.assertTranscript('You: Go on for ever', 'So far so good')
    await secondTab.press('Stop')
    await assertStopped(stage, chat, secondTab)
    await chat.reload()
    await assertStopped(stage, chat)
    stage.assertQuiet()
  })

  test('from another device keeps the text on both, and the chat goes on', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenRunningAnswer(stage)
    const second = await givenSecondDevice(stage, chat)
    await second.assertTranscript('You: Go on for ever', 'So far so good')
    await second.press('Stop')
    await assertStopped(stage, chat, second)

    await chat.ask('Something shorter')
    await second.assertAnswered('Something shorter')
    const messages = stage.upstream.answers.at(-1)?.body.messages.map(({ content }) => content)
    assert.includeMembers(messages ?? [], ['So far so good'])
    stage.assertQuiet()
  })
})
