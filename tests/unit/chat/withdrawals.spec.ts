import { CONFIG, GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { FedAnswer, hangsAfter } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.group('Scheduling | stop and delete', () => {
  test('stop keeps the text of a running answer', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('so ', 'far'))
    await lab.push(chat.userId, [chat.chat, ...events])
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(follower, answerId, 0)
    await until(() => follower.stream.text === 'so far')
    lab.module.liveAnswers.stop(chat.userId, answerId)
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'stopped', content: 'so far' })
    assert.isTrue(follower.hasEnded)
    await until(() => lab.scripted.running === 0, 'the request to be aborted')
    await lab.push(chat.userId, [chat.stop(answerId)])
    lab.module.liveAnswers.stop(chat.userId, answerId)
    await pause(20)
    assert.lengthOf(lab.events(chat.userId, 'v1.AnswerStopped'), 1)
  })

  test('the stop event alone stops a running answer', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('part'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.scripted.running === 1)
    await pause(5)
    await lab.push(chat.userId, [chat.stop(answerId)], 3)
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'stopped', content: 'part' })
  })

  test('nobody stops the answer of somebody else', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const answer = new FedAnswer()
    lab.scripted.enqueue(answer.script)
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.scripted.running === 1)
    const stranger = givenChat()
    lab.module.liveAnswers.stop(stranger.userId, answerId)
    await lab.push(stranger.userId, [stranger.chat, stranger.stop(answerId)])
    const spy = new RecordingFollower(stranger.userId)
    lab.module.liveAnswers.follow(spy, answerId, 0)
    answer.say('mine')
    answer.end()
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'complete', content: 'mine' })
    lab.module.liveAnswers.follow(spy, answerId, 0)
    await pause(20)
    assert.lengthOf(spy.frames, 0)
  })

  test('a driver that ignores its signal cannot hold up a stop', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(async function* () {
      yield { type: 'text', text: 'deaf' }
      await new Promise(() => {})
    })
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.scripted.running === 1)
    await pause(5)
    lab.module.liveAnswers.stop(chat.userId, answerId)
    const message = await lab.outcome(chat.userId, answerId)
    assert.containsSubset(message, { status: 'stopped', content: 'deaf' })
  })

  test('a stop that comes with the backlog wins before anything is sent', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const other = chat.ask('R')
    await lab.push(chat.userId, [chat.chat, ...events, ...other.events], 1)
    await pause(20)
    assert.lengthOf(lab.scripted.requests, 0, 'nothing starts while events follow')
    await lab.push(chat.userId, [chat.stop(answerId)])
    assert.containsSubset(await lab.outcome(chat.userId, answerId), {
      status: 'stopped',
      content: '',
    })
    assert.containsSubset(await lab.outcome(chat.userId, other.answerId), { status: 'complete' })
    assert.lengthOf(lab.scripted.requests, 1)
    assert.equal(lab.generation(chat.userId, answerId).attempts, 0)
  })

  test('a device that falls silent is not waited for', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    await lab.push(chat.userId, [chat.chat, ...events], 7)
    await pause(CONFIG.backlogSilence / 2)
    assert.lengthOf(lab.scripted.requests, 0)
    assert.equal((await lab.outcome(chat.userId, answerId)).status, 'complete')
  })

  test('deleting a queued answer or its question spends nothing', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const [a, b, c] = [chat.ask('A'), chat.ask('B'), chat.ask('C')]
    await lab.push(chat.userId, [chat.chat, ...a.events, ...b.events, ...c.events], 1)
    await lab.push(chat.userId, [chat.remove(a.answerId, b.messageId)])
    assert.equal((await lab.outcome(chat.userId, b.answerId)).status, 'stopped')
    assert.equal((await lab.outcome(chat.userId, c.answerId)).status, 'complete')
    assert.equal(lab.generation(chat.userId, a.answerId).status, 'cancelled')
    assert.lengthOf(lab.scripted.requests, 1)
  })

  test('a deleted chat ends its answers and leaves none of their text', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(hangsAfter('secret'))
    await lab.push(chat.userId, [chat.chat, ...events])
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(follower, answerId, 0)
    await until(() => follower.stream.text === 'secret')
    await until(() => lab.generation(chat.userId, answerId).checkpoint !== null, 'a checkpoint')
    await lab.push(chat.userId, [chat.removeChat()])
    await until(() => lab.generation(chat.userId, answerId).status === 'cancelled')
    await until(() => follower.hasEnded)
    await pause(30)
    assert.isNull(lab.generation(chat.userId, answerId).checkpoint)
    assert.notInclude(JSON.stringify(lab.events(chat.userId)), 'secret')
  })

  test('an answer that ends while it is being deleted leaves no text either', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const answer = new FedAnswer()
    lab.scripted.enqueue(answer.script)
    await lab.push(chat.userId, [chat.chat, ...events])
    answer.say('secret')
    // The log has accepted the deletion; that it was heard of comes a moment later.
    lab.sqlite.exec(`UPDATE generations SET status = 'cancelling'`)
    answer.end()
    await until(() => lab.generation(chat.userId, answerId).status === 'cancelled')
    await pause(30)
    assert.notInclude(JSON.stringify(lab.events(chat.userId)), 'secret')
  })
})
