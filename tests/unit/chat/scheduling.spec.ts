import { ModelError } from '#ai/model_error'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { failsAfter, FedAnswer, hangsAfter, says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const DAY = 24 * 60 * 60 * 1000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.group('Scheduling | held requests', () => {
  test('an old request asks before it spends', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const old = chat.ask('Old', { requestedAt: Date.now() - DAY - 60_000 })
    const future = chat.ask('Future', { requestedAt: Date.now() + DAY + 60_000 })
    const fresh = chat.ask('Fresh', { requestedAt: Date.now() - DAY + 60_000 })
    await lab.push(chat.userId, [chat.chat, ...old.events, ...future.events, ...fresh.events])
    assert.equal((await lab.outcome(chat.userId, fresh.answerId)).status, 'complete')
    await until(() => lab.message(chat.userId, old.answerId).status === 'held')
    await until(() => lab.message(chat.userId, future.answerId).status === 'held')
    assert.lengthOf(lab.scripted.requests, 1)

    await lab.push(chat.userId, [chat.confirm(old.answerId), chat.confirm(old.answerId)])
    assert.equal((await lab.outcome(chat.userId, old.answerId)).status, 'complete')
    lab.module.liveAnswers.stop(chat.userId, future.answerId)
    assert.equal((await lab.outcome(chat.userId, future.answerId)).status, 'stopped')
    assert.lengthOf(lab.scripted.requests, 2)
    assert.lengthOf(lab.events(chat.userId, 'v1.AnswerHeld'), 2)
  })

  test('a request that grew old on the server is held at its next start', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events], 1)
    const next = await lab.crash({ clockOffset: 2 * DAY })
    await until(() => next.message(chat.userId, answerId).status === 'held')
    await next.push(chat.userId, [chat.confirm(answerId)])
    assert.equal((await next.outcome(chat.userId, answerId)).status, 'complete')
    assert.lengthOf(next.scripted.requests, 1)
  })
})

test.group('Scheduling | chains', () => {
  test('a request under an unfinished answer waits and reads its text', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const first = chat.ask('One')
    const second = chat.ask('Two', { parentId: first.answerId })
    const answer = new FedAnswer()
    lab.scripted.enqueue(answer.script)
    await lab.push(chat.userId, [chat.chat, ...first.events, ...second.events])
    await until(() => lab.scripted.running === 1)
    await pause(20)
    assert.lengthOf(lab.scripted.requests, 1)
    answer.say('Uno')
    answer.end()
    await lab.outcome(chat.userId, second.answerId)
    assert.deepEqual(lab.scripted.requests[1].messages, [
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Uno' },
      { role: 'user', content: 'Two' },
    ])
  })

  test('failure runs down the chain as PARENT; a stop does not', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const a = chat.ask('A')
    const b = chat.ask('B', { parentId: a.answerId })
    const c = chat.ask('C', { parentId: b.answerId })
    lab.scripted.enqueue(failsAfter(new ModelError('AUTH'), 'bit'))
    await lab.push(chat.userId, [chat.chat, ...a.events, ...b.events, ...c.events])
    assert.equal((await lab.outcome(chat.userId, a.answerId)).error_code, 'AUTH')
    assert.equal((await lab.outcome(chat.userId, b.answerId)).error_code, 'PARENT')
    assert.equal((await lab.outcome(chat.userId, c.answerId)).error_code, 'PARENT')
    assert.lengthOf(lab.scripted.requests, 1)

    // Asked knowingly under a failed answer: runs, and what the failed one said is context.
    const d = chat.ask('D', { parentId: a.answerId })
    await lab.push(chat.userId, d.events)
    assert.equal((await lab.outcome(chat.userId, d.answerId)).status, 'complete')
    assert.deepEqual(
      lab.scripted.requests[1].messages.map(({ content }) => content),
      ['A', 'bit', 'D']
    )

    const e = chat.ask('E')
    const f = chat.ask('F', { parentId: e.answerId })
    lab.scripted.enqueue(hangsAfter('begun'))
    await lab.push(chat.userId, [...e.events, ...f.events])
    await until(() => lab.scripted.running === 1)
    await pause(5)
    lab.module.liveAnswers.stop(chat.userId, e.answerId)
    assert.equal((await lab.outcome(chat.userId, f.answerId)).status, 'complete')
    assert.deepEqual(
      lab.scripted.requests.at(-1)!.messages.map(({ content }) => content),
      ['E', 'begun', 'F']
    )
  })
})

test.group('Scheduling | limits', () => {
  test('five answers at once, four of them running', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const asked = Array.from({ length: 5 }, (_, index) => chat.ask(`Q${index}`))
    const answers = asked.map(() => new FedAnswer())
    lab.scripted.enqueue(...answers.map(({ script }) => script))
    await lab.push(chat.userId, [chat.chat, ...asked.flatMap(({ events }) => events)])
    await until(() => lab.scripted.running === 4)
    await pause(20)
    assert.equal(lab.scripted.running, 4)
    answers.forEach((answer, index) => {
      answer.say(`A${index}`)
      answer.end()
    })
    const contents = await Promise.all(
      asked.map(async ({ answerId }) => (await lab.outcome(chat.userId, answerId)).content)
    )
    assert.sameMembers(contents, ['A0', 'A1', 'A2', 'A3', 'A4'])
    assert.equal(lab.scripted.mostRunning, 4)
  })

  test('users take turns at the total limit', async ({ assert }) => {
    const lab = await GenerationLab.start({ config: { concurrency: { perUser: 3, total: 3 } } })
    const answers = Array.from({ length: 9 }, () => new FedAnswer())
    lab.scripted.enqueue(...answers.map(({ script }) => script))
    const chats = [givenChat(), givenChat(), givenChat()]
    const asked = chats.map((chat) => ['1', '2', '3'].map((name) => chat.ask(name)))
    for (const [index, chat] of chats.entries()) {
      await lab.push(chat.userId, [chat.chat, ...asked[index].flatMap(({ events }) => events)])
    }
    await until(() => lab.scripted.running === 3)
    for (const answer of answers) {
      answer.end()
      await pause(3)
    }
    for (const [index, chat] of chats.entries()) {
      for (const { answerId } of asked[index]) await lab.outcome(chat.userId, answerId)
    }
    assert.equal(lab.scripted.mostRunning, 3)
    const order = lab.rows<{ user_id: string }>(
      'SELECT user_id FROM generations ORDER BY sent_at, rowid'
    )
    const turns = order.slice(3).map(({ user_id: userId }) => userId)
    assert.isAtMost(turns.lastIndexOf(chats[1].userId) - turns.lastIndexOf(chats[2].userId), 2)
    assert.sameMembers(
      turns.slice(0, 2),
      [chats[1].userId, chats[2].userId],
      'those who waited come first'
    )
  })

  test('thirty answers of many users lose nothing', async ({ assert }) => {
    const lab = await GenerationLab.start({ config: { concurrency: { perUser: 2, total: 5 } } })
    lab.scripted.always(says('a', 'b', 'c'))
    const chats = Array.from({ length: 6 }, () => givenChat())
    const asked = chats.map((chat) => Array.from({ length: 5 }, () => chat.ask('Q')))
    await Promise.all(
      chats.map((chat, index) =>
        lab.push(chat.userId, [chat.chat, ...asked[index].flatMap(({ events }) => events)])
      )
    )
    for (const [index, chat] of chats.entries()) {
      for (const { answerId } of asked[index]) {
        assert.containsSubset(await lab.outcome(chat.userId, answerId), { content: 'abc' })
      }
    }
    assert.lengthOf(lab.scripted.requests, 30)
    assert.isAtMost(lab.scripted.mostRunning, 5)
  })
})
