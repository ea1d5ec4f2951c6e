import { test } from '@japa/runner'
import { writes } from '#tests/support/client_events'
import { assertSameRows, waitUntilQuiet } from '#tests/support/convergence'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

test.group('A session that never hears of what it committed', () => {
  test('is opened again, and nothing is lost or doubled', async ({ assert, test: japaTest }) => {
    const stage = await Stage.set(japaTest)
    const { device, person } = await stage.guest('first')
    const tab = await stage.tab(device, person)
    const chat = writes.chat()
    await stage.commit(tab, chat)
    await waitUntilQuiet(stage, [tab])

    await tab.muteSession()
    const message = writes.message({ chatId: chat.args.chatId, parentId: null }, 'Said once')
    await stage.commit(tab, message)
    assert.equal((await tab.pending()).session, 1)
    // Another tab finds it in the outbox and brings it to the server: now only the first tab's session still waits for it.
    const other = await stage.tab(device, person)
    await until('an empty outbox', async () => (await other.outboxCount()) === 0)
    await until('the leader to be through', async () => (await tab.pending()).leader === 0)
    assert.equal((await tab.pending()).session, 1)
    const loads = tab.loads

    await until('the first tab to open again', () => tab.loads > loads, { timeoutMs: 30_000 })
    await waitUntilQuiet(stage, [tab, other])
    await assertSameRows(stage, person, [tab, other])
    const messages = await tab.rows('messages')
    assert.deepEqual(
      messages.map(({ content }) => content),
      ['Said once']
    )
    stage.assertQuiet()
  }).timeout(90_000)
})
