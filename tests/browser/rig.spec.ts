import { test } from '@japa/runner'
import { networkErrors } from '#tests/support/browser'
import { question, writes } from '#tests/support/client_events'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { text } from '#tests/support/upstream/steps'
import { assertSameRows, waitUntilQuiet } from '#tests/support/convergence'

const rootOf = (chat: ReturnType<typeof writes.chat>) => ({
  chatId: chat.args.chatId,
  parentId: null,
})

test.group('Browser rig', () => {
  test('a question of a guest is answered, and a second device has the same rows', async (context) => {
    const stage = await Stage.set(context.test)
    stage.upstream.script([text('Hello from the model')])
    const { device, person } = await stage.guest('first')
    const tab = await stage.tab(device, person)

    const chat = writes.chat()
    const { message, request, answerId } = question(rootOf(chat), 'Hello')
    await tab.commit(chat, message, request)
    const answerOf = async () => (await tab.rows('messages')).find(({ id }) => id === answerId)
    const answer = await until('the answer', async () => {
      const row = await answerOf()
      return row?.status === 'complete' && row
    })
    context.assert.equal(answer.content, 'Hello from the model')

    const other = await stage.tab(await stage.another('second', device), person)
    await waitUntilQuiet(stage, [tab, other])
    await assertSameRows(stage, person, [tab, other])
    stage.assertQuiet()
  })

  test('what is written without a network is answered when it is back', async (context) => {
    const stage = await Stage.set(context.test)
    const { device, person } = await stage.guest('first')
    const tab = await stage.tab(device, person)
    await until('a connection', async () => (await tab.syncState()).type === 'synced')

    device.allow(...networkErrors)
    await device.network.offline()
    await until('offline', async () => (await tab.syncState()).type === 'offline')
    const chat = writes.chat()
    const { message, request, answerId } = question(rootOf(chat), 'over and out')
    await tab.commit(chat, message, request)
    context.assert.deepEqual(await tab.syncState(), { type: 'offline', waiting: 3 })

    await device.network.online()
    // A tab is quiet before it has pulled the answer that the server has just written.
    await until('the answer', async () => {
      const rows = await tab.rows('messages')
      return rows.find(({ id }) => id === answerId)?.content === 'over and out'
    })
    await waitUntilQuiet(stage, [tab])
    await assertSameRows(stage, person, [tab])
    stage.assertQuiet()
  })

  test('a lost acknowledgement doubles nothing', async (context) => {
    const stage = await Stage.set(context.test)
    const { device, person } = await stage.guest('first')
    device.allow(...networkErrors)
    const tab = await stage.tab(device, person)
    const lost = device.network.dropNextAcknowledgement()
    const chat = writes.chat()
    await tab.commit(chat)
    await lost
    await tab.commit(writes.rename(chat.args.chatId, 'Once'))
    await waitUntilQuiet(stage, [tab])
    await assertSameRows(stage, person, [tab])
    context.assert.equal((await tab.rows('chats')).length, 1)
    stage.assertQuiet()
  })
})
