import { limits } from '#shared/limits'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { hangsAfter, says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

test.group('Generation | answers', () => {
  test('an answer is asked for, streamed and told once', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Why?')
    lab.scripted.enqueue(
      says(
        { type: 'reasoning', text: 'Hm.' },
        'Be',
        'cause',
        { type: 'source', url: 'https://a.example/x', title: 'X' },
        '!'
      )
    )
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(follower, answerId, 0)
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)

    assert.containsSubset(message, {
      status: 'complete',
      content: 'Because!',
      model: 'vendor/model',
      cost_nano: 1234,
      input_tokens: 3,
    })
    assert.deepEqual(JSON.parse(String(message.metadata)).parts, [
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', length: 7 },
      { type: 'source', url: 'https://a.example/x', title: 'X' },
      { type: 'text', length: 1 },
    ])
    assert.isUndefined(JSON.parse(String(message.metadata)).askedModel)
    assert.equal(follower.stream.text, 'Because!')
    assert.isTrue(follower.hasEnded)
    assert.lengthOf(lab.events(chat.userId, 'v1.AnswerCompleted'), 1)
    const row = lab.generation(chat.userId, answerId)
    assert.containsSubset(row, {
      status: 'completed',
      attempts: 1,
      upstream_id: 'gen-1',
      finish_reason: 'stop',
      checkpoint: null,
      output_tokens: 5,
    })
    assert.isNumber(row.first_token_ms)
    assert.isNumber(row.latency_ms)
    assert.deepEqual(lab.scripted.requests[0], {
      model: 'vendor/model',
      messages: [{ role: 'user', content: 'Why?' }],
      settings: {},
    })
    assert.notInclude(JSON.stringify(lab.logged), 'Because')
    assert.notInclude(JSON.stringify(lab.logged), 'Why')
  })

  test('plain text has no parts, and settings reach the model', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q', {
      settings: { temperature: 0.5, maxOutputTokens: 9 },
    } as never)
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    const [{ args }] = lab.events(chat.userId, 'v1.AnswerCompleted')
    assert.notProperty(args, 'parts')
    assert.deepEqual(lab.scripted.requests[0].settings, { temperature: 0.5, maxOutputTokens: 9 })
  })

  test('the same request pushed twice is answered once', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events, events[1]])
    await lab.outcome(chat.userId, answerId)
    await lab.push(chat.userId, [events[1]])
    const again = {
      ...events[1],
      args: { ...events[1].args, eventId: crypto.randomUUID(), model: 'other' },
    }
    await lab.push(chat.userId, [again as never])
    await new Promise((resolve) => setTimeout(resolve, 30))
    assert.lengthOf(lab.scripted.requests, 1)
    assert.lengthOf(lab.events(chat.userId, 'v1.AnswerCompleted'), 1)
  })

  test('a request without a place in the tree is not generated', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, events[1]])
    await new Promise((resolve) => setTimeout(resolve, 20))
    assert.isUndefined(lab.generation(chat.userId, answerId))
    assert.lengthOf(lab.scripted.requests, 0)
  })

  test('a model that is not on offer is not asked', async ({ assert }) => {
    const lab = await GenerationLab.start({ offersModel: (model) => model === 'cheap' })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'VALIDATION' })
    assert.lengthOf(lab.scripted.requests, 0)
  })

  test('an answer beyond its limit ends as too long, whole characters only', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('x' + '😀'.repeat(100_000), '😀'.repeat(100_000)))
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.equal(message.status, 'complete')
    assert.equal(JSON.parse(String(message.metadata)).finishReason, 'length')
    assert.isTrue(String(message.content).isWellFormed())
    assert.isAtMost(Buffer.byteLength(String(message.content)), limits.answerBytes)
    assert.isAbove(Buffer.byteLength(String(message.content)), limits.answerBytes - 100)
    await until(() => lab.scripted.running === 0, 'the request to be aborted')
  })

  test('hostile parts are dropped, half characters repaired', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(
      says(
        'a\ud83d',
        { type: 'source', url: 'javascript:alert(1)' },
        { type: 'source', url: `https://x.example/${'y'.repeat(5000)}` },
        { type: 'file', mediaType: 'image/png', url: `data:image/png;base64,${'A'.repeat(9000)}` },
        { type: 'file', mediaType: 'image/png' },
        '\ude00b\ud800'
      )
    )
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'complete', content: 'a😀b\ufffd' })
    const { parts } = JSON.parse(String(message.metadata))
    const urls = parts.flatMap(({ url }: { url?: string }) => url ?? [])
    assert.deepEqual(urls, ['', ''], 'two files that were not kept')
  })
})
