import { EventEmitter } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { test } from '@japa/runner'
import syncConfig from '#config/sync'
import { StorageUnavailableError } from '#core/database'
import { LogWatchers } from '#sync/log_watchers'
import type { SocketServices } from '#sync/transport/socket_services'
import { SocketRegistry } from '#sync/transport/socket_registry'
import { SocketSession } from '#sync/transport/socket_session'
import { sample } from '#tests/support/sample_events'
import type { WebSocket } from 'ws'

class FakeSocket extends EventEmitter {
  bufferedAmount = 0
  sent: string[] = []
  closed: number | 'terminated' | null = null
  send(frame: string) {
    this.sent.push(frame)
  }
  close(code: number) {
    this.closed = code
  }
  terminate() {
    this.closed = 'terminated'
  }
  pause() {}
  resume() {}
  async receive(frame: object) {
    this.emit('message', Buffer.from(JSON.stringify(frame)), false)
    await nextTurn()
  }
}

const store = { id: 's', userId: 'u', head: 0, backendId: 'b' }

function givenSession(services: object = {}) {
  const socket = new FakeSocket()
  const calls: string[] = []
  const note =
    (name: string) =>
    (_follower: unknown, ...rest: unknown[]) =>
      void calls.push([name, ...rest].join(' '))
  const sockets = new SocketRegistry()
  const session = new SocketSession(
    socket as unknown as WebSocket,
    { userId: 'u', sessionId: 's' },
    {
      config: { ...syncConfig, frames: { ...syncConfig.frames, followedAnswers: 2 } },
      sockets,
      watchers: new LogWatchers(),
      logger: { error() {} },
      answers: {
        follow: note('follow'),
        unfollow: note('unfollow'),
        forget: note('forget'),
        stop: note('stop'),
      },
      ...services,
    } as unknown as SocketServices
  )
  session.open(store)
  return { socket, session, sockets, calls }
}

test.group('Sync | socket session', () => {
  test('hands follow, unfollow and stop on, and forgets when it ends', async ({ assert }) => {
    const { socket, calls, sockets } = givenSession()
    const answerId = sample.id()
    await socket.receive({ type: 'follow', answerId, offset: 7 })
    await socket.receive({ type: 'unfollow', answerId })
    await socket.receive({ type: 'stop', answerId })
    socket.emit('close')
    assert.deepEqual(calls, [
      `follow ${answerId} 7`,
      `unfollow ${answerId}`,
      `stop ${answerId}`,
      'forget',
    ])
    assert.equal(sockets.count, 0)
  })

  test('follows a bounded number of answers: the oldest gives way', async ({ assert }) => {
    const { socket, calls } = givenSession()
    const ids = [sample.id(), sample.id(), sample.id()]
    for (const answerId of ids) await socket.receive({ type: 'follow', answerId, offset: 0 })
    assert.deepEqual(calls.slice(2), [`unfollow ${ids[0]}`, `follow ${ids[2]} 0`])
  })

  test('drops a peer that leaves too much unread', ({ assert }) => {
    const { socket, session } = givenSession()
    socket.bufferedAmount = 17_000_000
    session.send('x')
    assert.equal(socket.closed, 'terminated')
    session.send('y')
    assert.notInclude(socket.sent, 'y')
  })

  test('a fault of ours ends this socket, not the process', async ({ assert }) => {
    const storeOf = () => Promise.reject(new StorageUnavailableError('STORAGE', null))
    const { socket } = givenSession({ log: { storeOf } })
    await socket.receive({ type: 'pull', id: 1, cursor: 0, backendId: null })
    assert.equal(socket.closed, 1011)
  })

  test('says nothing more once it is closed', async ({ assert }) => {
    const { socket, session, calls } = givenSession()
    session.close(4401)
    await socket.receive({ type: 'stop', answerId: sample.id() })
    assert.isEmpty(calls)
    assert.lengthOf(socket.sent, 1)
  })
})
