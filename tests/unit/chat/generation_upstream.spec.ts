import type { ErrorCode } from '#shared/errors'
import { connectDriver } from '#tests/support/connect_driver'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  cut,
  endWithoutFinish,
  errorStatus,
  hold,
  malformedChunk,
  midStreamError,
  stall,
  text,
  type Step,
} from '#tests/support/upstream/steps'
import { GenerationLab, givenChat } from '#tests/unit/chat/support/generation_lab'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { test } from '@japa/runner'

/** What a provider does, the code it must become, and how many requests it may cost. */
const faults: [name: string, steps: Step[], code: ErrorCode, content: string, requests: number][] =
  [
    ['401', [errorStatus(401)], 'AUTH', '', 1],
    ['402', [errorStatus(402)], 'BUDGET', '', 1],
    [
      '429 with a long pause',
      [errorStatus(429, { headers: { 'retry-after': '60' } })],
      'RATE_LIMIT',
      '',
      1,
    ],
    [
      '429 with a short pause',
      [errorStatus(429, { headers: { 'retry-after-ms': '5' } })],
      'RATE_LIMIT',
      '',
      3,
    ],
    ['500', [errorStatus(500)], 'PROVIDER', '', 3],
    ['an error in the middle', [text('half'), midStreamError(502)], 'PROVIDER', 'half', 1],
    ['an error before the first token', [midStreamError(502)], 'PROVIDER', '', 3],
    ['silence in the middle', [text('half'), stall()], 'TIMEOUT', 'half', 1],
    ['silence from the start', [stall()], 'TIMEOUT', '', 3],
    ['a cut socket', [text('half'), cut()], 'PROVIDER', 'half', 1],
    ['a malformed chunk', [text('half'), malformedChunk()], 'PROVIDER', 'half', 1],
    ['an end without finish', [text('half'), endWithoutFinish()], 'PROVIDER', 'half', 1],
  ]

test.group('Generation | over the wire', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  const start = () =>
    GenerationLab.start({
      driver: connectDriver(upstream, { firstTokenTimeoutMs: 60, stallTimeoutMs: 60 }),
    })

  for (const [name, steps, code, content, requests] of faults) {
    test(`${name} is ${code}, its text kept, ${requests} request(s)`, async ({ assert }) => {
      upstream.script(steps)
      const lab = await start()
      const chat = givenChat()
      const { answerId, events } = chat.ask('Q')
      await lab.push(chat.userId, [chat.chat, ...events])
      const message = await lab.outcome(chat.userId, answerId)
      assert.containsSubset(message, { status: 'failed', error_code: code, content })
      assert.lengthOf(upstream.answers, requests)
      assert.equal(lab.generation(chat.userId, answerId).attempts, requests)
    })
  }

  test('an answer with its cost; stop closes the connection', async ({ assert }) => {
    const lab = await GenerationLab.start({ driver: connectDriver(upstream) })
    const chat = givenChat()
    const first = chat.ask('say this back')
    await lab.push(chat.userId, [chat.chat, ...first.events])
    assert.containsSubset(await lab.outcome(chat.userId, first.answerId), {
      status: 'complete',
      content: 'say this back',
      cost_nano: 123_456,
    })

    const gate = hold()
    upstream.script([text('so far'), gate])
    const second = chat.ask('Q', { parentId: first.answerId })
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(follower, second.answerId, 0)
    await lab.push(chat.userId, second.events)
    await gate.reached
    while (follower.stream.text === '') await new Promise((resolve) => setTimeout(resolve, 1))
    lab.module.liveAnswers.stop(chat.userId, second.answerId)
    const request = upstream.answers.at(-1)!
    await request.closed
    assert.isTrue(request.isAborted)
    assert.containsSubset(await lab.outcome(chat.userId, second.answerId), {
      status: 'stopped',
      content: 'so far',
    })
    assert.deepEqual(
      request.body.messages.map(({ content }) => content),
      ['say this back', 'say this back', 'Q']
    )
  })
})
