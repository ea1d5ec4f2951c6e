import { ModelError, type ModelErrorCode } from '#ai/model_error'
import { describeError, errorCodes } from '#shared/errors'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { failsAfter, FedAnswer, says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

test.group('Generation | failures', () => {
  const modelCodes = errorCodes.filter((code) => code !== 'INTERRUPTED' && code !== 'PARENT')

  for (const code of modelCodes as ModelErrorCode[]) {
    test(`${code} in the middle keeps the text and is not tried again`, async ({ assert }) => {
      const lab = await GenerationLab.start()
      const chat = givenChat()
      const { answerId, events } = chat.ask('Q')
      lab.scripted.enqueue(failsAfter(new ModelError(code), 'half of ', 'it'))
      await lab.push(chat.userId, [chat.chat, ...events])
      const message = await lab.outcome(chat.userId, answerId)
      assert.containsSubset(message, { status: 'failed', error_code: code, content: 'half of it' })
      const { isRetryable } = describeError(code)
      assert.equal(JSON.parse(String(message.metadata)).isRetryable, isRetryable)
      assert.lengthOf(lab.scripted.requests, 1)
    })

    test(`${code} before the first token is tried again only when that can help`, async ({
      assert,
    }) => {
      const lab = await GenerationLab.start()
      const chat = givenChat()
      const { answerId, events } = chat.ask('Q')
      lab.scripted.always(failsAfter(new ModelError(code)))
      await lab.push(chat.userId, [chat.chat, ...events])
      const message = await lab.outcome(chat.userId, answerId)
      assert.containsSubset(message, { status: 'failed', error_code: code, content: '' })
      const attempts = describeError(code).isRetryable ? 3 : 1
      assert.lengthOf(lab.scripted.requests, attempts)
      assert.equal(lab.generation(chat.userId, answerId).attempts, attempts)
    })
  }

  test('a failure of our own is UNKNOWN, is not tried again, and logs no content', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(failsAfter(new TypeError('cannot read my diary')))
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'UNKNOWN' })
    assert.lengthOf(lab.scripted.requests, 1)
    assert.notInclude(JSON.stringify(lab.logged), 'diary')
  })

  test('an end without a finish part is a failure', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(async function* () {
      yield { type: 'text', text: 'cut' }
    })
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'PROVIDER', content: 'cut' })
  })

  test('an attempt that recovers is one answer', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(
      failsAfter(new ModelError('PROVIDER')),
      failsAfter(new ModelError('RATE_LIMIT', { retryAfterMs: 40 })),
      says('there')
    )
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'complete', content: 'there' })
    assert.equal(lab.generation(chat.userId, answerId).attempts, 3)
  })

  test('a provider that asks for a long pause is not asked again', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(failsAfter(new ModelError('RATE_LIMIT', { retryAfterMs: 60_000 })))
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'RATE_LIMIT' })
    assert.lengthOf(lab.scripted.requests, 1)
  })

  test('reasoning counts as a first token', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(async function* () {
      yield { type: 'reasoning', text: 'Let me' }
      throw new ModelError('PROVIDER')
    })
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.equal(message.status, 'failed')
    assert.deepEqual(JSON.parse(String(message.metadata)).parts, [
      { type: 'reasoning', text: 'Let me' },
    ])
    assert.lengthOf(lab.scripted.requests, 1)
  })

  test('a locked database delays the end; nobody is told before it is stored', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const answer = new FedAnswer()
    lab.scripted.enqueue(answer.script)
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(follower, answerId, 0)
    await lab.push(chat.userId, [chat.chat, ...events])
    answer.say('all of it')
    await until(() => follower.stream.text !== '')
    lab.storageFault = 'SQLITE_FULL'
    answer.end()
    await until(() => lab.logged.some(({ text }) => text === 'outcome waits for storage'))
    assert.isFalse(follower.hasEnded)
    const reloaded = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(reloaded, answerId, 0)
    assert.equal(reloaded.stream.text, 'all of it')
    lab.storageFault = null
    const message = await lab.outcome(chat.userId, answerId)
    assert.equal(message.content, 'all of it')
    assert.isTrue(follower.hasEnded && reloaded.hasEnded)
  })

  test('a locked database delays the start, and the attempt is stored before it is sent', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    let recorded: unknown
    lab.scripted.enqueue(async function* () {
      recorded = lab.generation(chat.userId, answerId)
      yield* says('ok')()
    })
    // From the push on, nothing can be written for a while.
    lab.log.onAppend(() => (lab.storageFault ??= 'SQLITE_BUSY'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.logged.some(({ text }) => text === 'answers cannot start'))
    assert.lengthOf(lab.scripted.requests, 0)
    lab.storageFault = null
    await until(() => lab.scripted.requests.length === 1)
    assert.containsSubset(recorded, { attempts: 1, status: 'running' })
    await until(() => lab.generation(chat.userId, answerId).status === 'completed')
  })
})
