import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientFrameOf } from '#shared/protocol/client_frames'
import { closeCodes, type Refusal, type ServerFrame } from '#shared/protocol/server_frames'
import { SCHEMA_VERSION } from '#shared/schema'
import type { PushEventsOutcome } from '#sync/actions/push_events'
import type { Store } from '#sync/event_log'
import { decodeFrame } from '#sync/transport/decode_frame'
import { FrameQueue } from '#sync/transport/frame_queue'
import type { Follower } from '#sync/transport/live_answers'
import { Liveness } from '#sync/transport/liveness'
import { PullPump, type PageSink } from '#sync/transport/pull_pump'
import type { SocketServices } from '#sync/transport/socket_services'
import type { RawData, WebSocket } from 'ws'

/** Whose socket it is; all that is kept of the request that opened it. */
export interface SocketOwner {
  userId: string
  sessionId: string
}

/** One browser's connection. A thousand idle ones are kept: no timers, and nothing of the HTTP request. */
export class SocketSession implements Follower, PageSink {
  readonly userId: string
  readonly sessionId: string
  readonly #queue: FrameQueue
  readonly #liveness: Liveness
  #pump: PullPump | undefined
  #followed: Set<string> | undefined
  #isOver = false

  constructor(
    private readonly socket: WebSocket,
    owner: SocketOwner,
    private readonly services: SocketServices
  ) {
    this.userId = owner.userId
    this.sessionId = owner.sessionId
    this.#liveness = new Liveness(socket, services.config)
    this.#queue = new FrameQueue(
      socket,
      services.config.frames,
      (text) => this.#handle(text),
      () => this.close(closeCodes.badFrame),
      (error) => this.failed(error)
    )
  }

  get isOpen(): boolean {
    return !this.#isOver
  }

  open(store: Store): void {
    const { socket } = this
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary))
    socket.on('pong', () => this.#liveness.seen())
    socket.on('close', () => this.#end())
    // Broken frames and resets: ws closes the socket itself, with 1009 for a frame that is too large.
    socket.on('error', () => this.#end())
    this.services.sockets.add(this)
    this.#say({
      type: 'welcome',
      userId: this.userId,
      storeId: store.id,
      backendId: store.backendId,
      head: store.head,
      schemaVersion: SCHEMA_VERSION,
    })
  }

  /** Ends the session at once; nothing is sent or handled any more, whatever the peer does. */
  close(code: number): void {
    if (this.#isOver) return
    this.#end()
    // A paused socket would never read the peer's half of the closing handshake.
    this.socket.resume()
    this.socket.close(code)
  }

  send(frame: string): void {
    if (this.#isOver) return
    this.socket.send(frame)
    if (this.socket.bufferedAmount > this.services.config.frames.dropBytes) this.#drop()
  }

  async sendPage(frame: string): Promise<void> {
    if (this.#isOver) return
    const sent = Promise.withResolvers<void>()
    this.socket.send(frame, () => sent.resolve())
    if (this.socket.bufferedAmount > this.services.config.frames.pauseBytes) await sent.promise
  }

  failed(error: unknown): void {
    this.services.logger.error({ err: error, user_id: this.userId }, 'socket failed')
    this.close(1011)
  }

  /** The shared heartbeat. */
  beat(now: number): void {
    if (!this.#liveness.beat(now)) return this.#drop()
    if (!this.#liveness.isSessionDue(now)) return
    this.services.keeper.keep(this.sessionId, this.userId).then(
      (isAlive) => isAlive || this.close(closeCodes.sessionEnded),
      (error: unknown) =>
        this.services.logger.warn({ err: error, user_id: this.userId }, 'session not touched')
    )
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#liveness.seen()
    if (isBinary) return this.close(closeCodes.badFrame)
    this.#queue.push((data as Buffer).toString())
  }

  #handle(text: string): Promise<void> | void {
    const frame = decodeFrame(text)
    if (!frame) return this.close(closeCodes.badFrame)
    switch (frame.type) {
      case 'push':
        return this.#push(frame)
      case 'pull':
        return this.#pull(frame)
      case 'follow':
        return this.#follow(frame)
      case 'unfollow':
        this.#followed?.delete(frame.answerId)
        return this.services.answers.unfollow(this, frame.answerId)
      case 'stop':
        return this.services.answers.stop(this.userId, frame.answerId)
      case 'ping':
        return this.#say({ type: 'pong' })
      default: {
        const exhaustive: never = frame
        throw new Error(`Unhandled frame: ${String(exhaustive)}`)
      }
    }
  }

  async #push({ id, backendId, events, following }: ClientFrameOf<'push'>): Promise<void> {
    const { userId } = this
    const outcome = await this.services.pushEvents.handle({ userId, backendId, events, following })
    if (outcome.type !== 'pushed') return this.#refuse(id, toRefusal(outcome))
    if (outcome.delay > 0) await sleep(outcome.delay, undefined, { ref: false })
    this.#say({ type: 'pushed', id, head: outcome.head })
  }

  #refuse(id: number, refusal: Refusal): void {
    this.#say({ type: 'refused', id, ...refusal })
    // The device waits for the events it missed, and for nothing else: they must come, even if a wake was lost.
    if (refusal.code === 'SERVER_AHEAD') this.#pump?.wake()
  }

  async #pull({ id, cursor, backendId }: ClientFrameOf<'pull'>): Promise<void> {
    const store = await this.services.log.storeOf(this.userId)
    if (this.#isOver) return
    const isOther = backendId !== null && backendId !== store.backendId
    // A cursor beyond the head: the device knows a log that was longer than ours.
    if (isOther || cursor > store.head) {
      const received = backendId ?? store.backendId
      return this.#refuse(id, { code: 'BACKEND_CHANGED', expected: store.backendId, received })
    }
    this.#stopPump()
    this.#pump = new PullPump(this, this.services.log, { id, backendId: store.backendId }, cursor)
    this.services.watchers.watch(this.userId, this.#pump)
    this.#pump.wake()
  }

  #follow({ answerId, offset }: ClientFrameOf<'follow'>): void {
    const followed = (this.#followed ??= new Set())
    followed.delete(answerId)
    followed.add(answerId)
    const [oldest] = followed
    if (oldest && followed.size > this.services.config.frames.followedAnswers) {
      followed.delete(oldest)
      this.services.answers.unfollow(this, oldest)
    }
    this.services.answers.follow(this, answerId, offset)
  }

  #say(frame: ServerFrame): void {
    this.send(JSON.stringify(frame))
  }

  /** The peer does not read or does not live: waiting for a closing handshake would be waiting for it. */
  #drop(): void {
    this.#end()
    this.socket.terminate()
  }

  #stopPump(): void {
    if (!this.#pump) return
    this.#pump.stop()
    this.services.watchers.unwatch(this.userId, this.#pump)
    this.#pump = undefined
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#queue.close()
    this.#stopPump()
    this.services.sockets.remove(this)
    if (this.#followed) this.services.answers.forget(this)
  }
}

function toRefusal(outcome: Exclude<PushEventsOutcome, { type: 'pushed' }>): Refusal {
  switch (outcome.type) {
    case 'server_ahead':
      return { code: 'SERVER_AHEAD', expected: outcome.expected, provided: outcome.provided }
    case 'backend_changed':
      return { code: 'BACKEND_CHANGED', expected: outcome.expected, received: outcome.received }
    case 'quarantined':
      return {
        code: 'QUARANTINED',
        quarantineId: outcome.quarantineId,
        events: outcome.problems,
      }
    case 'storage_unavailable':
      return { code: 'STORAGE', retryAfterMs: outcome.retryAfterMs }
    default: {
      const exhaustive: never = outcome
      throw new Error(`Unhandled outcome: ${String(exhaustive)}`)
    }
  }
}
