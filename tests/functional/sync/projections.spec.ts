import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { MainDatabase } from '#core/database'
import { tableColumns } from '#shared/tables/tables'
import { RebuildProjections } from '#sync/actions/rebuild_projections'
import { VerifyProjections } from '#sync/queries/verify_projections'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { execute, rows } from '#tests/support/sync_tables'

interface ColumnInfo {
  name: string
  type: string
  notnull: number
  pk: number
}

/** A log with chats, a branch, a refusal, a deletion. */
async function givenHistory() {
  const guest = await givenGuest()
  const device = await SyncClient.connect(guest)
  const [chatId, deletedId, root] = [sample.id(), sample.id(), sample.id()]
  await device.commit(
    sample.chatCreated({ chatId, title: 'Kept' }),
    sample.chatCreated({ chatId: deletedId }),
    sample.messageSent(chatId, { messageId: root }),
    sample.messageSent(chatId, { parentId: root, content: 'left' }),
    sample.messageSent(chatId, { parentId: root, content: 'right' }),
    sample.messageSent(deletedId, { content: 'gone' }),
    sample.chatDeleted(deletedId)
  )
  return { userId: guest.userId, device, chatId, deletedId, root }
}

const tables = (userId: string) =>
  Promise.all(
    Object.keys(tableColumns).map((table) =>
      rows(`SELECT * FROM ${table} WHERE user_id = ? ORDER BY 1, 2`, userId)
    )
  )

test.group('Sync | projections', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('the tables have the columns that app/shared says, keyed by user', async ({ assert }) => {
    for (const [table, columns] of Object.entries(tableColumns)) {
      const info = await rows<ColumnInfo>(`SELECT * FROM pragma_table_info('${table}')`)
      const expected = Object.entries(
        columns as Record<string, { type: string; nullable?: true; primaryKey?: true }>
      )
      assert.deepEqual(
        info.map(({ name, type, notnull }) => [name, type.toLowerCase(), notnull]),
        [
          ['user_id', 'text', 1],
          ...expected.map(([name, { type, nullable }]) => [name, type, nullable ? 0 : 1]),
        ],
        table
      )
      assert.deepEqual(
        info.filter(({ pk }) => pk > 0).map(({ name }) => name),
        ['user_id', ...expected.flatMap(([name, { primaryKey }]) => (primaryKey ? [name] : []))],
        table
      )
    }
  })

  test('a push is in the tables when it is acknowledged', async ({ assert }) => {
    const { userId, chatId, root } = await givenHistory()
    const messages = await rows<{ content: string; parent_message_id: string | null }>(
      'SELECT content, parent_message_id FROM messages WHERE user_id = ? AND chat_id = ? ORDER BY created_at',
      ...[userId, chatId]
    )
    assert.deepEqual(messages, [
      { content: 'Hello', parent_message_id: null },
      { content: 'left', parent_message_id: root },
      { content: 'right', parent_message_id: root },
    ])
    const gone = await rows('SELECT content FROM messages WHERE content = ? ', 'gone')
    assert.isEmpty(gone)
  })

  test('what comes too late for a deleted chat, or hangs on nothing, is explained once', async ({
    assert,
  }) => {
    const { userId, device, chatId, deletedId } = await givenHistory()
    await device.pull(7)
    const late = sample.messageSent(deletedId)
    const lost = sample.messageSent(chatId, { parentId: sample.id() })
    await device.commit(late, lost)
    await device.live()
    const refusals = await device.live()
    assert.deepEqual(
      refusals.map(({ name, args }) => [name, (args as { reason: string }).reason]),
      [
        ['v1.EventRefused', 'CHAT_DELETED'],
        ['v1.EventRefused', 'PARENT_MISSING'],
      ]
    )
    // The same event once more (its acknowledgement was lost): accepted, without effect, without another explanation.
    await device.commit(late)
    assert.lengthOf(await rows('SELECT id FROM refusals WHERE user_id = ?', userId), 2)
    assert.isEmpty(await rows('SELECT id FROM pending_server_events WHERE user_id = ?', userId))
  })

  test('a rebuild makes the same tables, also after it was cut off', async ({ assert }) => {
    const { userId } = await givenHistory()
    const database = await app.container.make(MainDatabase)
    const rebuild = new RebuildProjections(database)
    const before = await tables(userId)
    assert.deepEqual(await rebuild.handle({ userId }), { users: 1, events: 7 })
    assert.deepEqual(await tables(userId), before)

    await execute('INSERT INTO projection_rebuilds (user_id) VALUES (?)', userId)
    await execute('DELETE FROM messages WHERE user_id = ?', userId)
    assert.containsSubset(await rebuild.resume(), { users: 1 })
    assert.deepEqual(await tables(userId), before)
    assert.isEmpty(await rows('SELECT * FROM projection_rebuilds'))
  })

  test('verify finds a changed, a missing and a foreign row, and names no content', async ({
    assert,
  }) => {
    const { userId, chatId, root } = await givenHistory()
    const verify = new VerifyProjections(await app.container.make(MainDatabase))
    assert.deepEqual(await verify.handle({ userId }), { users: 1, events: 7, differences: [] })

    await execute("UPDATE chats SET title = 'forged' WHERE user_id = ? AND id = ?", userId, chatId)
    await execute('DELETE FROM messages WHERE user_id = ? AND id = ?', userId, root)
    await execute('INSERT INTO applied_events VALUES (?, ?)', userId, 'foreign')
    const { differences } = await verify.handle({ userId })
    assert.deepEqual(differences, [
      { userId, table: 'chats', key: [chatId], kind: 'different', columns: ['title'] },
      { userId, table: 'messages', key: [root], kind: 'missing', columns: [] },
      { userId, table: 'applied_events', key: ['foreign'], kind: 'unexpected', columns: [] },
    ])
    await new RebuildProjections(await app.container.make(MainDatabase)).handle({ userId })
    assert.isEmpty((await verify.handle({ userId })).differences)
  })
})
