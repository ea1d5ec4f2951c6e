import { test } from '@japa/runner'
import { givenGuest, goOffline } from '#tests/support/chat_stage'
import { query } from '#tests/support/server_tables'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { hold, text, tokens } from '#tests/support/upstream/steps'

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index} `)

test.group('In the middle of an answer', () => {
  test('a reload finds the text again and nothing twice', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const gate = hold()
    stage.upstream.enqueue([tokens(numbers(0, 60)), gate, tokens(numbers(60, 120))])
    const chat = await givenGuest(stage)
    await chat.ask('Count')
    await gate.reached
    const half = numbers(0, 60).join('').trim()
    await chat.assertTranscript('You: Count', half)

    await chat.reload()
    await chat.assertTranscript('You: Count', half)
    await chat.reload()
    await chat.assertTranscript('You: Count', half)
    gate.release()
    await chat.assertAnswered(numbers(0, 120).join('').trim())
    await chat.reload()
    await chat.assertTranscript('You: Count', numbers(0, 120).join('').trim())
    assert.lengthOf(stage.upstream.answers, 1)
    stage.assertQuiet()
  })

  test('a reload while the text is pouring in loses and doubles nothing', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    stage.upstream.enqueue([tokens(numbers(0, 400), { everyMs: 10 })])
    const chat = await givenGuest(stage)
    await chat.ask('Count')
    await chat.sees(/ 40 /)
    await chat.reload()
    await chat.sees(/ 100 /)
    stage.proxy.cut()
    chat.device.allow(/^WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/sync\?\S*' failed: /)
    await chat.assertAnswered(numbers(0, 400).join('').trim())
    assert.lengthOf(stage.upstream.answers, 1)
    stage.assertQuiet()
  })

  test('a killed server leaves an interrupted answer with its text, which can be asked again', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    stage.upstream.enqueue([text('The first half'), hold()])
    const chat = await givenGuest(stage)
    await chat.ask('Tell me everything')
    await chat.assertTranscript('You: Tell me everything', 'The first half')
    await until('a checkpoint', () =>
      query(stage.server, 'SELECT checkpoint FROM generations').some((row) =>
        String(row.checkpoint).includes('first half')
      )
    )

    await goOffline(stage)
    await stage.server.kill()
    await chat.assertSign(/Offline/)
    await chat.assertTranscript('You: Tell me everything', 'The first half')
    await stage.server.restart()
    await stage.proxy.online()
    await chat.sees('The server stopped in the middle of this answer. What had arrived is kept')
    await chat.assertTranscript('You: Tell me everything', 'The first half')
    assert.lengthOf(stage.upstream.answers, 1)

    stage.upstream.enqueue([text('All of it.')])
    await chat.press('Retry')
    await chat.assertAnswered('All of it.')
    await chat.sees('2 / 2')
    await chat.assertSynced()
    assert.lengthOf(stage.upstream.answers, 2)
    stage.assertQuiet()
  })
})
