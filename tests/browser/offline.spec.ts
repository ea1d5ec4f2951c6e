import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { asked, givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

test.group('Without a network', () => {
  test('questions in two chats wait in order and are answered once each', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('First of one')
    await chat.assertAnswered('First of one')
    await chat.assertSynced()
    const one = chat.path

    await goOffline(stage, chat)
    await chat.ask('Second of one')
    await chat.assertSign(/Offline.*2 waiting/)
    await chat.ask('Third of one')
    await chat.assertSign(/4 waiting/)
    await chat.startChat()
    await chat.ask('First of two')
    await chat.assertSign(/7 waiting/)
    await chat.ask('Second of two')
    await chat.assertSign(/9 waiting/)
    await chat.sees('Waiting for a connection')
    await chat.assertTranscript(
      'You: First of two',
      'Waiting for a connection',
      'You: Second of two',
      'Waiting for a connection'
    )

    await goOnline(stage)
    await chat.assertAnswered('Second of two')
    await chat.assertSynced()
    await chat.assertTranscript(
      'You: First of two',
      'First of two',
      'You: Second of two',
      'Second of two'
    )
    const other = await ChatPage.visit(chat.device, one)
    await other.assertTranscript(
      ...['First of one', 'Second of one', 'Third of one'].flatMap((words) => [
        `You: ${words}`,
        words,
      ])
    )
    const questions = asked(stage)
    assert.sameMembers(questions, [
      'First of one',
      'Second of one',
      'Third of one',
      'First of two',
      'Second of two',
    ])
    const isBefore = (a: string, b: string) => questions.indexOf(a) < questions.indexOf(b)
    assert.isTrue(isBefore('Second of one', 'Third of one'))
    assert.isTrue(isBefore('First of two', 'Second of two'))
    stage.assertQuiet()
  })

  test('a closed browser opens its chats again, and new ones are answered later', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Before the tunnel')
    await chat.assertAnswered('Before the tunnel')
    await chat.assertSynced()
    await chat.untilKeptForOffline()
    await goOffline(stage, chat)
    const { path } = chat
    await chat.close()

    const again = await ChatPage.visit(chat.device, path)
    await again.assertTranscript('You: Before the tunnel', 'Before the tunnel')
    await again.assertSign(/Offline.*saved here/)
    await again.startChat()
    await again.ask('In the tunnel')
    await again.assertSign(/3 waiting/)
    await again.reload()
    await again.assertTranscript('You: In the tunnel', 'Waiting for a connection')

    await goOnline(stage)
    await again.assertAnswered('In the tunnel')
    await again.assertSynced()
    assert.deepEqual(asked(stage), ['Before the tunnel', 'In the tunnel'])
    stage.assertQuiet()
  })
})
