import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { RecordingFollower } from '#tests/unit/chat/support/recording_follower'
import { says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test.group('Following', () => {
  test('a follower of a finished answer is told so, of a foreign or unknown one nothing', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start({ config: { keepEnded: 10 } })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    lab.scripted.enqueue(says('words'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.generation(chat.userId, answerId).status === 'completed')
    const soon = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(soon, answerId, 0)
    assert.equal(soon.stream.text, 'words', 'a reload before the event was appended')
    assert.isTrue(soon.hasEnded)
    await lab.outcome(chat.userId, answerId)
    await pause(30)
    const late = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(late, answerId, 0)
    await until(() => late.hasEnded)
    assert.lengthOf(late.frames, 1)

    const stranger = new RecordingFollower(givenChat().userId)
    lab.module.liveAnswers.follow(stranger, answerId, 0)
    lab.module.liveAnswers.follow(stranger, crypto.randomUUID(), 0)
    await pause(20)
    assert.lengthOf(stranger.frames, 0)
  })

  test('an answer that is not there yet is remembered, until the socket goes', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const [stays, leaves, changesMind] = [1, 2, 3].map(() => new RecordingFollower(chat.userId))
    for (const follower of [stays, leaves, changesMind])
      lab.module.liveAnswers.follow(follower, answerId, 0)
    lab.module.liveAnswers.forget(leaves)
    lab.module.liveAnswers.unfollow(changesMind, answerId)
    lab.scripted.enqueue(says('hello'))
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    assert.equal(stays.stream.text, 'hello')
    assert.isTrue(stays.hasEnded)
    assert.lengthOf(leaves.frames, 0)
    assert.lengthOf(changesMind.frames, 0)
  })

  test('a socket follows a bounded number of answers', async ({ assert }) => {
    const lab = await GenerationLab.start({ config: { followsPerSocket: 3 } })
    const chat = givenChat()
    const follower = new RecordingFollower(chat.userId)
    for (let count = 0; count < 3; count++)
      lab.module.liveAnswers.follow(follower, crypto.randomUUID(), 0)
    const { answerId, events } = chat.ask('Q')
    lab.module.liveAnswers.follow(follower, answerId, 0)
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    assert.lengthOf(follower.frames, 0)
  })

  test('a socket that throws does not disturb the others', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const { answerId, events } = chat.ask('Q')
    const broken = {
      userId: chat.userId,
      send: () => {
        throw new Error('closed')
      },
    }
    const follower = new RecordingFollower(chat.userId)
    lab.module.liveAnswers.follow(broken, answerId, 0)
    lab.module.liveAnswers.follow(follower, answerId, 0)
    lab.scripted.enqueue(says('a', 'b'))
    await lab.push(chat.userId, [chat.chat, ...events])
    assert.equal((await lab.outcome(chat.userId, answerId)).content, 'ab')
    assert.equal(follower.stream.text, 'ab')
  })
})
