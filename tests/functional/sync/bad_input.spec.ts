import type { Socket } from 'node:net'
import { test } from '@japa/runner'
import type { LoftEvent } from '#shared/events/catalog'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'
import { rows } from '#tests/support/sync_tables'

const SECRET = 'my diary, do not read'

test.group('Sync | bad frames', (group) => {
  group.each.teardown(() => closeSyncClients())

  const frames: [name: string, frame: string | Buffer, code: number][] = [
    ['garbage', '\u0000{{{not json', 1008],
    ['an array', '[]', 1008],
    ['null', 'null', 1008],
    ['a frame of no known type', '{"type":"drop_tables"}', 1008],
    ['a pull with a negative cursor', '{"type":"pull","id":1,"cursor":-1,"backendId":null}', 1008],
    [
      'a push of nothing',
      '{"type":"push","id":1,"backendId":null,"events":[],"following":0}',
      1008,
    ],
    ['a stop of something that is no id', '{"type":"stop","answerId":"../../x"}', 1008],
    ['deep nesting', '['.repeat(200_000) + ']'.repeat(200_000), 1008],
    ['bytes', Buffer.from([1, 2, 3]), 1008],
    ['10 MB', 'x'.repeat(10_000_000), 1009],
  ]
  for (const [name, frame, code] of frames) {
    test(`${name} closes that socket only`, async ({ assert }) => {
      const other = await SyncClient.connect(await givenGuest())
      const device = await SyncClient.connect(await givenGuest())
      device.socket.send(frame)
      assert.equal(await device.closed(), code)
      assert.containsSubset(await other.commit(sample.chatCreated()), { type: 'pushed' })
    })
  }

  test('frames that come too fast wait, and others do not notice', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const other = await SyncClient.connect(await givenGuest())
    for (let count = 0; count < 3_000; count++) device.send('{"type":"ping"}')
    assert.containsSubset(await other.commit(sample.chatCreated()), { type: 'pushed' })
    const answered = device.frames.filter((frame) => frame.type === 'pong').length
    assert.isBelow(answered, 600)
  })

  test('thousands of frames in one packet are a flood', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    // Corked, so that they arrive together and the server cannot slow them down by not reading.
    const { _socket: stream } = device.socket as unknown as { _socket: Socket }
    stream.cork()
    for (let count = 0; count < 3_000; count++) device.send('{"type":"ping"}')
    stream.uncork()
    assert.equal(await device.closed(), 1008)
  })

  test('an answer of nobody ends at once, as a finished or foreign one does', async ({
    assert,
  }) => {
    const device = await SyncClient.connect(await givenGuest())
    const answerId = sample.id()
    device.send({ type: 'stop', answerId })
    device.send({ type: 'unfollow', answerId })
    device.send({ type: 'ping' })
    await device.next('pong')
    assert.isNull(device.closeCode)
  })
})

test.group('Sync | batches that can never be accepted', (group) => {
  group.each.teardown(() => closeSyncClients())

  const chatId = sample.id()
  const message = sample.messageSent(chatId, { content: SECRET })
  const cases: [name: string, event: object, reason: RegExp][] = [
    ['an unknown event', { name: 'v1.MoneyPrinted', args: { content: SECRET } }, /unknown event/],
    ['a name that is text', { name: SECRET, args: {} }, /unknown event/],
    [
      'an event only the server authors',
      { name: 'v1.ChatTitled', args: { title: SECRET } },
      /only the server/,
    ],
    ['args of the wrong type', { name: 'v1.MessageSent', args: [SECRET] }, /Type/],
    [
      'an unexpected field',
      { name: message.name, args: { ...message.args, [SECRET]: SECRET } },
      /Unexpected/,
    ],
    [
      'text over the limit',
      { name: message.name, args: { ...message.args, content: SECRET.repeat(12_000) } },
      /content: Refinement/,
    ],
    [
      'half a character',
      { name: message.name, args: { ...message.args, content: '\ud800' } },
      /content/,
    ],
    ['a forged author', { ...message, clientId: 'server' }, /forged author/],
    ['a forged session', { ...message, sessionId: 'server' }, /forged author/],
    ['a prototype', { name: '__proto__', args: {} }, /unknown event/],
  ]
  for (const [name, event, reason] of cases) {
    test(`${name} is quarantined without its text`, async ({ assert }) => {
      const guest = await givenGuest()
      const device = await SyncClient.connect(guest)
      const batch = device.chain([sample.chatCreated(), sample.chatCreated()])
      const answer = await device.push([batch[0], { ...batch[1], ...event }])
      if (answer.type !== 'refused' || answer.code !== 'QUARANTINED') {
        return assert.fail(`Answered ${JSON.stringify(answer)}`)
      }
      assert.equal(answer.events[0].index, 1)
      assert.match(answer.events[0].reason, reason)

      const [kept] = await rows<Record<string, string>>(
        'SELECT * FROM quarantines WHERE user_id = ?',
        guest.userId
      )
      assert.equal(kept.id, answer.quarantineId)
      assert.notInclude(kept.events, SECRET)
      assert.notInclude(JSON.stringify(answer), SECRET)
      const events = JSON.parse(kept.events)
      assert.deepEqual(events[0].name, 'v1.ChatCreated')
      assert.isAbove(events[1].bytes, 1)
      // Nothing of the batch is in the log, and the log takes the next good one.
      assert.containsSubset(await device.commit(sample.chatCreated()), { type: 'pushed', head: 1 })
    })
  }

  test('numbers that do not follow each other are quarantined', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const [first, second] = device.chain([sample.chatCreated(), sample.chatCreated()])
    for (const batch of [
      [first, { ...second, seqNum: 5, parentSeqNum: 4 }],
      [first, { ...second, parentSeqNum: 0 }],
      [{ ...first, seqNum: 9 }],
      [second, first],
    ]) {
      assert.containsSubset(await device.push(batch), { code: 'QUARANTINED' })
    }
  })

  test('quarantines of one person are bounded, and old ones are purged', async ({ assert }) => {
    const { default: app } = await import('@adonisjs/core/services/app')
    const { Quarantine } = await import('#sync/quarantine')
    const quarantine = await app.container.make(Quarantine)
    const { userId } = await givenGuest()
    const event = {
      name: 'v1.X',
      args: {},
      seqNum: 1,
      parentSeqNum: 0,
      clientId: 'c',
      sessionId: 's',
    }
    for (let count = 0; count < 103; count++) await quarantine.record(userId, [event], [])
    const select = 'SELECT id FROM quarantines WHERE user_id = ?'
    assert.lengthOf(await rows(select, userId), 100)
    await quarantine.purge(Date.now() + 31 * 24 * 60 * 60 * 1000)
    assert.lengthOf(await rows(select, userId), 0)
  })
})

test.group('Sync | ids of others', (group) => {
  group.each.teardown(() => closeSyncClients())

  test("a message in somebody else's chat is refused as in a chat that is not there", async ({
    assert,
  }) => {
    const owner = await givenGuest()
    const chat = sample.chatCreated() as Extract<LoftEvent, { name: 'v1.ChatCreated' }>
    const { chatId } = chat.args
    const owned = await SyncClient.connect(owner)
    await owned.commit(chat, sample.messageSent(chatId))
    const before = await rows('SELECT * FROM messages WHERE user_id = ?', owner.userId)

    const intruder = await SyncClient.connect(await givenGuest())
    await intruder.pull()
    const message = sample.messageSent(chatId, { content: 'intruder' })
    const batch = intruder.chain([
      message,
      sample.chatRenamed(chatId, 'mine'),
      sample.chatDeleted(chatId),
    ])
    assert.containsSubset(await intruder.push(batch), { type: 'pushed', head: 3 })
    assert.lengthOf(await intruder.live(), 3)
    const [refusal] = await intruder.live()
    assert.containsSubset(refusal, {
      name: 'v1.EventRefused',
      clientId: 'server',
      args: { refusedEventId: message.args.eventId, reason: 'CHAT_MISSING' },
    })

    assert.deepEqual(await rows('SELECT * FROM messages WHERE user_id = ?', owner.userId), before)
    const [row] = await rows('SELECT title, deleted_at FROM chats WHERE id = ?', chatId)
    assert.deepEqual(row, { title: null, deleted_at: null })
  })

  test("somebody else's id can be used without touching theirs", async ({ assert }) => {
    const [one, two] = [await givenGuest(), await givenGuest()]
    const chatId = sample.id()
    const first = await SyncClient.connect(one)
    await first.commit(sample.chatCreated({ chatId, title: 'first' }))
    const second = await SyncClient.connect(two)
    await second.commit(sample.chatCreated({ chatId, title: 'second' }))
    const titles = await rows<{ title: string }>(
      'SELECT title FROM chats WHERE id = ? ORDER BY title',
      chatId
    )
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['first', 'second']
    )
  })
})
