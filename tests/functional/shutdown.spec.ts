import { LoftServer } from '#tests/support/loft_server'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { Uploader } from '#tests/support/uploader'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { hold, text } from '#tests/support/upstream/steps'
import { test } from '@japa/runner'

const MODEL = 'scripted/model'

test.group('A server that is told to stop', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('in the moment it is ready stops', async ({ test }) => {
    const server = await LoftServer.start()
    test.cleanup(() => server.dispose())
    await server.stop()
  })

  test('with an open socket and a running answer keeps its text, says goodbye and is gone within five seconds', async ({
    assert,
    test,
  }) => {
    const upstream = await ScriptableUpstream.start()
    test.cleanup(() => upstream.close())
    upstream.enqueue([text('The first half'), hold()])
    const env = { MODEL_BASE_URL: upstream.url, MODEL_NAME: MODEL }
    const server = await LoftServer.start({ env })
    test.cleanup(() => server.dispose())
    const { cookie } = await Uploader.guest(server.url)
    const device = await SyncClient.connect({ cookie, url: server.url })
    await device.pull()
    const chat = sample.chatCreated()
    const { chatId } = chat.args
    const sent = sample.messageSent(chatId)
    const asked = sample.answerRequested(chatId, sent.args.messageId, { model: MODEL })
    const { answerId } = asked.args
    device.send({ type: 'follow', answerId, offset: 0 })
    await device.commit(chat, sent, asked)
    await device.next('delta', ({ deltas }) => JSON.stringify(deltas).includes('half'))

    const startedAt = Date.now()
    const closed = device.closed(5_000)
    await server.stop()
    assert.isBelow(Date.now() - startedAt, 5_000)
    assert.equal(await closed, 1001)
    await upstream.answers[0]?.closed

    await server.restart()
    const again = await SyncClient.connect({ cookie, url: server.url })
    const events = await again.pull()
    const told = events.at(-1)
    assert.equal(told?.name, 'v1.AnswerFailed')
    assert.containsSubset(told?.args, { answerId, content: 'The first half', code: 'INTERRUPTED' })
    assert.lengthOf(upstream.answers, 1, 'it is not asked a second time')
  })
})
