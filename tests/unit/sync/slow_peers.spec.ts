import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from '@japa/runner'
import syncConfig from '#config/sync'
import type { EventLog, LogPage } from '#sync/event_log'
import { Liveness } from '#sync/transport/liveness'
import { PullPump } from '#sync/transport/pull_pump'
import type { WebSocket } from 'ws'

const MB = 1_000_000

/** As much of a socket as `Liveness` asks. */
const socket = (bufferedAmount = 0) => {
  const fake = { bufferedAmount, pings: 0, ping: () => void fake.pings++ }
  return fake
}

test.group('Sync | peers that do not read or do not live', () => {
  test('one that leaves more than 4 MB unread for 30 seconds is dropped', ({ assert }) => {
    const peer = socket(5 * MB)
    const liveness = new Liveness(peer as unknown as WebSocket, syncConfig)
    const now = Date.now()
    assert.isTrue(liveness.beat(now))
    assert.isTrue(liveness.beat(now + 29_000))
    assert.isFalse(liveness.beat(now + 30_000))
  })

  test('one that catches up in between is not', ({ assert }) => {
    const peer = socket(5 * MB)
    const liveness = new Liveness(peer as unknown as WebSocket, syncConfig)
    const now = Date.now()
    liveness.beat(now)
    peer.bufferedAmount = 0
    liveness.beat(now + 20_000)
    peer.bufferedAmount = 5 * MB
    assert.isTrue(liveness.beat(now + 40_000))
  })

  test('two unanswered pings are forgiven, not three', ({ assert }) => {
    const peer = socket()
    const liveness = new Liveness(peer as unknown as WebSocket, syncConfig)
    const now = Date.now()
    assert.isTrue(liveness.beat(now + 25_000))
    assert.isTrue(liveness.beat(now + 50_000))
    assert.isFalse(liveness.beat(now + 75_000))
    liveness.seen()
    assert.isTrue(liveness.beat(now + 100_000))
    assert.equal(peer.pings, 3)
  })

  test('a pump reads no further page while the last one is unsent', async ({ assert }) => {
    const page = (cursor: number): LogPage => ({
      events: [`{"seqNum":${cursor + 1}}`],
      cursor: cursor + 1,
      remaining: 2 - cursor,
    })
    let reads = 0
    const log = {
      page: async (_: string, cursor: number) => {
        reads++
        return page(cursor)
      },
    }
    const sent: string[] = []
    const room = Promise.withResolvers<void>()
    const sink = {
      userId: 'u',
      isOpen: true,
      failed: assert.fail,
      sendPage: (frame: string) => {
        sent.push(frame)
        return room.promise
      },
    }
    new PullPump(sink, log as unknown as EventLog, { id: 1, backendId: 'b' }, 0).wake()
    for (let turn = 0; turn < 5; turn++) await nextTurn()
    assert.equal(reads, 1)
    room.resolve()
    for (let turn = 0; turn < 5; turn++) await nextTurn()
    assert.deepEqual(
      sent.map((frame) => JSON.parse(frame).remaining),
      [2, 1, 0]
    )
  })
})
