import { test } from '@japa/runner'
import { givenGuest, givenSession } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'
import { closeSyncClients, SyncClient } from '#tests/support/sync_client'

test.group('Sync | push and pull', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('a new device is welcomed, pushes, and gets its own events back', async ({ assert }) => {
    const guest = await givenGuest()
    const device = await SyncClient.connect(guest)
    assert.equal(device.welcome.userId, guest.userId)
    assert.equal(device.welcome.head, 0)

    assert.deepEqual(await device.pull(), [])
    const chatId = sample.id()
    const batch = device.chain([sample.chatCreated({ chatId }), sample.messageSent(chatId)])
    assert.containsSubset(await device.push(batch), { type: 'pushed', head: 2 })
    assert.deepEqual(await device.live(), batch)
  })

  test('two devices of one person see each other, another person sees nothing', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const phone = await SyncClient.connect(guest)
    const laptop = await SyncClient.connect(await givenSession(guest.userId))
    const stranger = await SyncClient.connect(await givenGuest())
    await Promise.all([phone.pull(), laptop.pull(), stranger.pull()])

    const batch = phone.chain([sample.chatCreated()])
    await phone.push(batch)
    assert.deepEqual(await laptop.live(), batch)

    const answer = laptop.chain([sample.chatCreated()])
    await laptop.push(answer)
    assert.deepEqual(await phone.next('page', (page) => page.events[0]?.seqNum === 2), {
      type: 'page',
      id: 1,
      backendId: phone.welcome.backendId,
      events: answer,
      remaining: 0,
    })
    assert.isEmpty(stranger.frames.filter((f) => f.type === 'page' && f.events.length > 0))
  })
})

test.group('Sync | losing and catching up', (group) => {
  group.each.teardown(() => closeSyncClients())

  test('a batch whose acknowledgement was lost is acknowledged again and stored once', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const device = await SyncClient.connect(guest)
    const batch = device.chain([sample.chatCreated(), sample.chatCreated()])
    device.send({ type: 'push', id: 9, backendId: null, events: batch, following: 0 })
    await device.next('pushed')
    device.drop()

    const again = await SyncClient.connect(guest)
    assert.containsSubset(await again.push(batch), { type: 'pushed', head: 2 })
    assert.lengthOf(await again.pull(), 2)
  })

  test('a batch that begins with what is stored continues the log', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const batch = device.chain([sample.chatCreated(), sample.chatCreated(), sample.chatCreated()])
    await device.push(batch.slice(0, 1))
    assert.containsSubset(await device.push(batch), { type: 'pushed', head: 3 })
    assert.deepEqual(await device.pull(), batch)
  })

  test('the same place with other content is stale, not repeated', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    await device.push(device.chain([sample.chatCreated()]))
    assert.containsSubset(await device.push(device.chain([sample.chatCreated()], 0)), {
      type: 'refused',
      code: 'SERVER_AHEAD',
      expected: 1,
      provided: 0,
    })
  })

  test('a stale push is refused and the missing events follow on the live pull', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const phone = await SyncClient.connect(guest)
    const laptop = await SyncClient.connect(await givenSession(guest.userId))
    await laptop.pull()
    const theirs = phone.chain([sample.chatCreated()])
    await phone.push(theirs)

    const mine = sample.chatCreated()
    const refused = await laptop.push(laptop.chain([mine], 0))
    assert.containsSubset(refused, { code: 'SERVER_AHEAD', expected: 1, provided: 0 })
    assert.deepEqual(await laptop.live(), theirs)
    assert.containsSubset(await laptop.commit(mine), { type: 'pushed', head: 2 })
  })

  test('a pull goes on after the cursor it is given', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const batch = device.chain([sample.chatCreated(), sample.chatCreated(), sample.chatCreated()])
    await device.push(batch)
    assert.deepEqual(await device.pull(2), batch.slice(2))
    assert.deepEqual(await device.pull(3), [])
  })

  test('history comes in pages cut by bytes, then live, without gap or double', async ({
    assert,
  }) => {
    const guest = await givenGuest()
    const phone = await SyncClient.connect(guest)
    const chatId = sample.id()
    await phone.commit(sample.chatCreated({ chatId }))
    const content = 'ü'.repeat(90_000)
    for (let round = 0; round < 4; round++) {
      const messages = [1, 2, 3].map(() => sample.messageSent(chatId, { content }))
      await phone.commit(...messages)
    }

    const laptop = await SyncClient.connect(await givenSession(guest.userId))
    const pulling = laptop.pull()
    await phone.commit(sample.chatCreated())
    const events = await pulling
    if (events.length < 14) events.push(...(await laptop.live()))
    assert.deepEqual(
      events.map((event) => event.seqNum),
      Array.from({ length: 14 }, (_, index) => index + 1)
    )
    const pages = laptop.frames.filter((frame) => frame.type === 'page')
    assert.isAbove(pages.length, 2)
    for (const page of pages) {
      assert.isBelow(Buffer.byteLength(JSON.stringify(page)), 1_000_000)
    }
    assert.isAbove(pages[0].remaining, 0)
  })

  test('another log than the device knows is said, on pull and on push', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const expected = device.welcome.backendId
    device.send({ type: 'pull', id: 1, cursor: 0, backendId: 'other' })
    assert.containsSubset(await device.next('refused'), {
      code: 'BACKEND_CHANGED',
      expected,
      received: 'other',
    })
    const pushed = await device.push(device.chain([sample.chatCreated()]), { backendId: 'other' })
    assert.containsSubset(pushed, { code: 'BACKEND_CHANGED', expected, received: 'other' })
    device.send({ type: 'pull', id: 2, cursor: 7, backendId: expected })
    assert.containsSubset(await device.next('refused'), { code: 'BACKEND_CHANGED' })
    assert.containsSubset(await device.push(device.chain([sample.chatCreated()], 7)), {
      code: 'BACKEND_CHANGED',
    })
  })

  test('args come back as they were spelt', async ({ assert }) => {
    const device = await SyncClient.connect(await givenGuest())
    const chatId = sample.id()
    const content = 'a\u0000b "quotes" \\ \u2028 😀 </script> __proto__'
    const batch = device.chain([
      sample.chatCreated({ chatId, settings: { temperature: 0.1 + 0.2 } }),
      sample.messageSent(chatId, { content }),
    ])
    await device.push(batch)
    assert.deepEqual(await device.pull(), batch)
  })
})
