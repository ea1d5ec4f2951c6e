import { ModelError } from '#ai/model_error'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { failsAfter, FedAnswer, hangsAfter } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.group('Recovery | crash', () => {
  test('queued but not sent: runs in the next process', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events], 5)
    const next = await lab.crash()
    assert.equal((await next.outcome(chat.userId, answerId)).status, 'complete')
    assert.lengthOf(lab.scripted.requests, 0)
    assert.lengthOf(next.scripted.requests, 1)
  })

  test('sent, nothing came: interrupted, never sent again', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter())
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.scripted.running === 1)
    const next = await lab.crash()
    const message = await next.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'failed', error_code: 'INTERRUPTED', content: '' })
    assert.isTrue(JSON.parse(String(message.metadata)).isRetryable)
    assert.lengthOf(next.scripted.requests, 0)
  })

  test('in the middle: interrupted with the text of the last checkpoint', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const answer = new FedAnswer()
    lab.scripted.enqueue(answer.script)
    await lab.push(chat.userId, [chat.chat, ...events])
    answer.say({ type: 'response', model: 'vendor/real' })
    answer.say({ type: 'reasoning', text: 'Hm' })
    answer.say('half of it')
    await until(() => lab.generation(chat.userId, answerId).checkpoint !== null, 'a checkpoint')
    const next = await lab.crash()
    const message = await next.outcome(chat.userId, answerId)
    assert.containsSubset(message, {
      status: 'failed',
      error_code: 'INTERRUPTED',
      content: 'half of it',
      model: 'vendor/real',
    })
    // Another one answered than was asked, and both are known.
    assert.equal(JSON.parse(String(message.metadata)).askedModel, 'vendor/model')
    assert.deepEqual(JSON.parse(String(message.metadata)).parts, [
      { type: 'reasoning', text: 'Hm' },
      { type: 'text', length: 10 },
    ])
    assert.lengthOf(next.scripted.requests, 0)
    assert.isNull(next.generation(chat.userId, answerId).checkpoint)
  })

  test('stopped, but the end was not stored: stopped with its text', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('kept'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.generation(chat.userId, answerId).checkpoint !== null, 'a checkpoint')
    lab.sqlite.exec(`UPDATE generations SET status = 'stopping'`)
    const next = await lab.crash()
    assert.containsSubset(await next.outcome(chat.userId, answerId), {
      status: 'stopped',
      content: 'kept',
    })
  })

  test('ended, but not appended yet: told once by the next process', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.generation(chat.userId, answerId).status === 'completed')
    const next = await lab.crash()
    assert.equal((await next.outcome(chat.userId, answerId)).status, 'complete')
    await pause(30)
    assert.lengthOf(next.events(chat.userId, 'v1.AnswerCompleted'), 1)
    assert.lengthOf(next.events(chat.userId, 'v1.AnswerFailed'), 0)
  })

  test('between two attempts: interrupted, not sent again', async ({ assert }) => {
    const lab = await GenerationLab.start({
      retry: { attempts: 2, pause: 500, longestPause: 500, longestChain: 5_000 },
    })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(failsAfter(new ModelError('PROVIDER')))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.logged.some(({ text }) => text === 'attempt failed'))
    const next = await lab.crash()
    assert.equal((await next.outcome(chat.userId, answerId)).error_code, 'INTERRUPTED')
    assert.lengthOf(next.scripted.requests, 0)
  })

  test('many orphans at once, each told once', async ({ assert }) => {
    const lab = await GenerationLab.start({ config: { concurrency: { perUser: 10, total: 200 } } })
    lab.scripted.always(hangsAfter('x'))
    const chats = Array.from({ length: 12 }, () => givenChat())
    const asked = chats.map((chat) => Array.from({ length: 10 }, () => chat.ask('Q')))
    for (const [index, chat] of chats.entries()) {
      await lab.push(chat.userId, [chat.chat, ...asked[index].flatMap(({ events }) => events)])
    }
    await until(() => lab.scripted.running === 120)
    const before = lab.transactions
    await lab.module.checkpointer.write()
    assert.isAtMost(lab.transactions - before, 1, 'all checkpoints go into one transaction')
    const next = await lab.crash()
    for (const [index, chat] of chats.entries()) {
      for (const { answerId } of asked[index]) {
        assert.containsSubset(await next.outcome(chat.userId, answerId), {
          error_code: 'INTERRUPTED',
          content: 'x',
        })
      }
      assert.lengthOf(next.events(chat.userId, 'v1.AnswerFailed'), 10)
    }
  })
})

test.group('Recovery | shutdown', () => {
  test('running answers end as interrupted with all their text, queued ones wait', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const asked = Array.from({ length: 5 }, () => chat.ask('Q'))
    lab.scripted.always(hangsAfter('almost ', 'done'))
    await lab.push(chat.userId, [chat.chat, ...asked.flatMap(({ events }) => events)])
    await until(() => lab.scripted.running === 4)
    await pause(5)
    const begun = performance.now()
    await lab.module.shutdown()
    assert.isBelow(performance.now() - begun, 500)
    const statuses = lab
      .rows<{ status: string }>('SELECT status FROM generations')
      .map(({ status }) => status)
    assert.sameMembers(statuses, ['failed', 'failed', 'failed', 'failed', 'queued'])
    const next = await lab.crash()
    const messages = await Promise.all(
      asked.map(({ answerId }) => next.outcome(chat.userId, answerId))
    )
    const interrupted = messages.filter((message) => message.error_code === 'INTERRUPTED')
    assert.lengthOf(interrupted, 4)
    for (const message of interrupted) assert.equal(message.content, 'almost done')
    assert.lengthOf(
      messages.filter((message) => message.status === 'complete'),
      1
    )
    assert.lengthOf(next.scripted.requests, 1)
  })

  test('a shutdown with a full disk gives up in time', async ({ assert }) => {
    const lab = await GenerationLab.start({ config: { shutdownGrace: 200 } })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('text'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.generation(chat.userId, answerId).checkpoint !== null, 'a checkpoint')
    lab.storageFault = 'SQLITE_FULL'
    const begun = performance.now()
    await lab.module.shutdown()
    assert.isBelow(performance.now() - begun, 400)
    const next = await lab.crash()
    assert.containsSubset(await next.outcome(chat.userId, answerId), {
      error_code: 'INTERRUPTED',
      content: 'text',
    })
  })
})
