import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { PushEvents } from '#sync/actions/push_events'
import type { DurableServerWriter } from '#sync/drivers/durable_server_writer'
import { EventLog } from '#sync/event_log'
import { LogPublisher } from '#sync/log_publisher'
import { Quarantine } from '#sync/quarantine'
import { ServerWriter } from '#sync/server_writer'
import { TokenBuckets } from '#sync/token_bucket'
import { givenGuest } from '#tests/support/given_guest'
import { sample } from '#tests/support/sample_events'

test.group('Sync | push rate', () => {
  test('what is over the rate is stored and acknowledged late, up to a limit', async ({
    assert,
  }) => {
    const { container } = app
    const { userId } = await givenGuest()
    const pushEvents = new PushEvents(
      await container.make(EventLog),
      await container.make(Quarantine),
      await container.make(LogPublisher),
      (await container.make(ServerWriter)) as DurableServerWriter,
      new TokenBuckets({ burst: 2, perMinute: 60 }),
      1_500,
      await container.make('logger')
    )
    const push = (seqNum: number) => {
      const place = { seqNum, parentSeqNum: seqNum - 1, clientId: 'c', sessionId: 's' }
      const events = [{ ...sample.chatCreated(), ...place }]
      return pushEvents.handle({ userId, backendId: null, events, following: 0 })
    }
    const delays: number[] = []
    for (let seqNum = 1; seqNum <= 5; seqNum++) {
      const outcome = await push(seqNum)
      if (outcome.type !== 'pushed') return assert.fail(`Answered ${outcome.type}`)
      delays.push(outcome.delay)
    }
    assert.deepEqual(delays.slice(0, 2), [0, 0])
    assert.isAbove(delays[2], 900)
    assert.equal(delays[4], 1_500)
    assert.equal((await (await container.make(EventLog)).storeOf(userId)).head, 5)
  })
})
