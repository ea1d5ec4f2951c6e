import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import {
  asked,
  givenGuest,
  givenSecondDevice,
  goOffline,
  goOnline,
} from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

test.group('Two devices', () => {
  test('that both write in one chat without a network end with the same, answered once', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const first = await givenGuest(stage)
    await first.ask('Common ground')
    await first.assertAnswered('Common ground')
    const second = await givenSecondDevice(stage, first)
    await second.assertTranscript('You: Common ground', 'Common ground')

    await goOffline(stage, first, second)
    for (const [device, name] of [
      [first, 'one'],
      [second, 'two'],
    ] as const) {
      await device.ask(`Device ${name} asks`)
      await device.assertSign(/2 waiting/)
      await device.ask(`Device ${name} asks more`)
      await device.assertSign(/4 waiting/)
    }
    await goOnline(stage, first, second)

    // Both wrote below the same answer: two versions of the way on. The one that reached the server last is in front.
    const wayOf = (name: string) => [
      'You: Common ground',
      'Common ground',
      `You: Device ${name} asks`,
      `Device ${name} asks`,
      `You: Device ${name} asks more`,
      `Device ${name} asks more`,
    ]
    const shown = await until('the same on both', async () => {
      const [one, two] = [await first.transcript(), await second.transcript()]
      return asked(stage).length === 5 && isDeepStrictEqual(one, two) && one
    })
    const [inFront, behind] = shown.includes('You: Device two asks')
      ? (['two', 'one'] as const)
      : (['one', 'two'] as const)
    for (const device of [first, second]) {
      await device.assertTranscript(...wayOf(inFront))
      await device.sees(inFront === 'one' ? '1 / 2' : '2 / 2')
    }
    await first.press(inFront === 'one' ? 'Next version' : 'Previous version')
    for (const device of [first, second]) await device.assertTranscript(...wayOf(behind))
    assert.sameMembers(asked(stage), [
      'Common ground',
      'Device one asks',
      'Device one asks more',
      'Device two asks',
      'Device two asks more',
    ])
    stage.assertQuiet()
  })

  test('that start chats apart without a network have the same list afterwards', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    stage.upstream.scriptTitles(function* ({ question }) {
      yield { type: 'tokens', tokens: [question.includes('one') ? 'Of one' : 'Of two'], everyMs: 0 }
    })
    const first = await givenGuest(stage)
    const second = await givenSecondDevice(stage, first)
    await goOffline(stage, first, second)
    await first.ask('Written on one')
    await second.ask('Written on two')
    await first.assertSign(/3 waiting/)
    await second.assertSign(/3 waiting/)
    await goOnline(stage, first, second)

    for (const device of [first, second]) {
      await device.list.getByRole('link', { name: 'Of one' }).waitFor()
      await device.list.getByRole('link', { name: 'Of two' }).waitFor()
    }
    const titles = (device: typeof first) => device.list.getByRole('link').allInnerTexts()
    assert.deepEqual(await titles(first), await titles(second))
    await second.openChat('Of one')
    await second.assertTranscript('You: Written on one', 'Written on one')
    assert.lengthOf(asked(stage), 2)
    stage.assertQuiet()
  })
})
