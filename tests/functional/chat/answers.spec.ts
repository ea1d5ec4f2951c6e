import app from '@adonisjs/core/services/app'
import { ModelDrivers } from '#ai/model_drivers'
import type { LogEvent } from '#shared/protocol/log_event'
import { AnswerStream } from '#shared/protocol/answer_stream'
import { connectDriver } from '#tests/support/connect_driver'
import { driversOver } from '#tests/support/gateway'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { hold, text, tokens } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

/** A chat with one question, as events and ids. */
function givenQuestion() {
  const [chatId, messageId, answerId] = [sample.id(), sample.id(), sample.id()]
  const events = [
    sample.chatCreated({ chatId, title: 'T' }),
    sample.messageSent(chatId, { messageId, content: 'Tell me' }),
    sample.answerRequested(chatId, messageId, { answerId, requestedAt: Date.now() }),
  ]
  return { chatId, messageId, answerId, events }
}

async function outcome(device: SyncClient): Promise<LogEvent> {
  for (;;) {
    const found = (await device.live()).find(({ name }) =>
      /^v1\.Answer(Completed|Stopped|Failed)/.test(name)
    )
    if (found) return found
  }
}

/** Takes delta frames until the answer ends. */
async function readAnswer(device: SyncClient, answerId: string, stream = new AnswerStream()) {
  await device.next('ended', (frame) => frame.answerId === answerId)
  for (const frame of device.frames) {
    if (frame.type !== 'delta' || frame.answerId !== answerId) continue
    if (!stream.accept(frame.offset, frame.deltas)) throw new Error('There is a gap')
  }
  return stream
}

test.group('Chat | answers over the socket', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    app.container.swap(ModelDrivers, () => driversOver(() => connectDriver(upstream)))
    return async () => {
      app.container.restore(ModelDrivers)
      await upstream.close()
    }
  })
  group.each.setup(() => upstream.reset())
  group.each.teardown(() => closeSyncClients())

  test('a question becomes deltas and then an event, on every device', async ({ assert }) => {
    const guest = await givenGuest()
    const [phone, laptop] = [await SyncClient.connect(guest), await SyncClient.connect(guest)]
    await Promise.all([phone.pull(), laptop.pull()])
    const { answerId, events } = givenQuestion()
    upstream.script([text('Once '), text('upon '), text('a time')])
    for (const device of [phone, laptop]) device.send({ type: 'follow', answerId, offset: 0 })
    await phone.commit(...events)
    for (const device of [phone, laptop]) {
      assert.equal((await readAnswer(device, answerId)).text, 'Once upon a time')
      const event = await outcome(device)
      assert.equal(event.name, 'v1.AnswerCompleted')
      assert.containsSubset(event.args, { answerId, content: 'Once upon a time' })
      assert.equal(event.clientId, 'server')
    }
    assert.lengthOf(upstream.answers, 1)
  })

  test('a reload in the middle picks up exactly where it was; stop works from another device', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const first = await SyncClient.connect(guest)
    await first.pull()
    const { answerId, events } = givenQuestion()
    const gate = hold()
    upstream.script([tokens(['one ', 'two ', 'three ']), gate, text('never')])
    first.send({ type: 'follow', answerId, offset: 0 })
    await first.commit(...events)
    await gate.reached
    const known = new AnswerStream()
    while (known.offset < 14) {
      const frame = await first.next('delta')
      known.accept(frame.offset, frame.deltas)
    }
    first.drop()

    const second = await SyncClient.connect(guest)
    await second.pull()
    second.send({ type: 'follow', answerId, offset: 8 })
    const rest = await second.next('delta')
    assert.deepEqual(rest, {
      type: 'delta',
      answerId,
      offset: 8,
      deltas: [{ type: 'text', text: 'three ' }],
    })
    const third = await SyncClient.connect(guest)
    third.send({ type: 'stop', answerId })
    const event = await outcome(second)
    assert.equal(event.name, 'v1.AnswerStopped')
    assert.containsSubset(event.args, { answerId, content: 'one two three ' })
  })

  test('nobody else sees or stops the answer', async ({ assert }) => {
    const owner = await SyncClient.connect(await givenGuest())
    const stranger = await SyncClient.connect(await givenGuest())
    await Promise.all([owner.pull(), stranger.pull()])
    const { answerId, events } = givenQuestion()
    const gate = hold()
    upstream.script([text('private'), gate])
    stranger.send({ type: 'follow', answerId, offset: 0 })
    await owner.commit(...events)
    await gate.reached
    stranger.send({ type: 'follow', answerId, offset: 0 })
    stranger.send({ type: 'stop', answerId })
    stranger.send({ type: 'ping' })
    await stranger.next('pong')
    gate.release()
    assert.equal((await outcome(owner)).name, 'v1.AnswerCompleted')
    stranger.send({ type: 'follow', answerId, offset: 0 })
    stranger.send({ type: 'follow', answerId: sample.id(), offset: 0 })
    stranger.send({ type: 'ping' })
    await stranger.next('pong')
    assert.isEmpty(stranger.frames.filter(({ type }) => type === 'delta' || type === 'ended'))
  })

  test('a push of several frames starts nothing before its last', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    await device.pull()
    const question = givenQuestion()
    await device.push(device.chain(question.events), { following: 1 })
    const stop = {
      name: 'v1.AnswerStopRequested' as const,
      args: {
        eventId: sample.id(),
        answerId: question.answerId,
        chatId: question.chatId,
        stoppedAt: Date.now(),
      },
    }
    await device.push(device.chain([stop]), { following: 0 })
    assert.equal((await outcome(device)).name, 'v1.AnswerStopped')
    assert.lengthOf(upstream.answers, 0)
  })
})
