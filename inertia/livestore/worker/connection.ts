import type { LogEvent } from '#shared/protocol/log_event'
import { closeCodes, type ServerFrame } from '#shared/protocol/server_frames'
import { SCHEMA_VERSION } from '#shared/schema'
import type { StuckReason } from '~/livestore/api'
import { Outbox } from '~/livestore/outbox/outbox'
import {
  openWire,
  type TabMessage,
  type WireMessage,
  type WorkerMessage,
} from '~/livestore/wire/wire_messages'
import { limits } from '#shared/limits'
import { AnswerRelay } from './answer_relay'
import { LogClient, type LogPage } from './log_client'
import { isSignedIn } from './is_signed_in'
import { SyncSocket } from './sync_socket'

type Welcome = Extract<ServerFrame, { type: 'welcome' }>

/**
 * The worker's side of one person's sync: one socket, the log client and answer relay on it, and the wire to the tabs.
 * Knows nothing of LiveStore.
 */
export class Connection {
  readonly #workerId = crypto.randomUUID()
  #isEnded = false
  readonly #wire: BroadcastChannel
  readonly #outbox: Promise<Outbox>
  readonly #socket: SyncSocket
  readonly #relay: AnswerRelay
  readonly log: LogClient
  #problem: StuckReason | null = null
  #activity = 0
  #isCatchingUp = true
  #head = 0
  #onConnected: (isConnected: boolean) => void = () => {}
  #connection: 'connecting' | 'open' | 'closed' = 'connecting'

  constructor(
    readonly userId: string,
    storeId: string
  ) {
    this.#wire = openWire(userId)
    this.#wire.onmessage = (message: MessageEvent<WireMessage>) =>
      this.#fromTab(message.data as TabMessage)
    this.#outbox = Outbox.open(userId)
    this.#socket = new SyncSocket(
      {
        connecting: () => this.#report('connecting'),
        opened: (welcome) => this.#opened(welcome),
        frame: (frame) => {
          if (frame.type === 'delta' || frame.type === 'passages' || frame.type === 'ended')
            this.#relay.fromServer(frame)
          else if (frame.type === 'document-progress') this.#tell(frame)
          else this.log.receive(frame)
        },
        closed: () => this.#closed(),
      },
      {
        connect: () => new WebSocket(socketUrl(storeId)),
        mayReconnect: (code) => this.#mayReconnect(code),
      }
    )
    const send = this.#socket.send.bind(this.#socket)
    this.#relay = new AnswerRelay(send, (message) => this.#tell(message))
    this.log = new LogClient({
      send,
      storageProblem: (isProblem) => this.#setProblem('SERVER_STORAGE', isProblem),
      quarantined: (refused) => void this.#setAside(refused),
      waitingBehind: (batch) => this.#waitingBehind(batch),
    })
    this.#socket.connect()
  }

  /** Says now, and at every change, whether frames can be exchanged. */
  watch(onConnected: (isConnected: boolean) => void): void {
    this.#onConnected = onConnected
    onConnected(this.#socket.isOpen && this.#problem !== 'SERVER_OLDER')
  }

  /** LiveStore took a page or offered a batch. */
  noteActivity(): void {
    this.#activity++
  }

  /** LiveStore was given a page. */
  notePage({ events, remaining }: LogPage): void {
    this.noteActivity()
    this.#head = Math.max(this.#head, events.at(-1)?.seqNum ?? 0)
    const isCatchingUp = remaining > 0
    if (isCatchingUp === this.#isCatchingUp) return
    this.#isCatchingUp = isCatchingUp
    this.#report(this.#connection)
  }

  /** Events that came back from the server's log need the outbox no longer. */
  async stored(events: readonly LogEvent[]): Promise<void> {
    const eventIds = events.map((event) => (event.args as { eventId: string }).eventId)
    const removed = await (await this.#outbox).remove(eventIds)
    if (removed.length > 0) this.#tell({ type: 'stored', eventIds: removed })
  }

  end(): void {
    this.#isEnded = true
    this.#socket.end()
    this.#wire.close()
    void this.#outbox.then((outbox) => outbox.close())
  }

  #opened({ userId, schemaVersion, backendId, head }: Welcome): void {
    // Somebody else has signed in: what this worker holds must not get into their log.
    if (userId !== this.userId) return this.#leave()
    this.#connection = 'open'
    this.#head = head
    const isServerOlder = schemaVersion < SCHEMA_VERSION
    this.#problem = isServerOlder
      ? 'SERVER_OLDER'
      : this.#problem === 'QUARANTINED'
        ? this.#problem
        : null
    this.#report('open')
    // A client that is newer than its server stays connected but says nothing the server could not read.
    if (isServerOlder) return
    this.#onConnected(true)
    this.log.connected(backendId)
    this.#relay.connected()
  }

  #leave(): void {
    this.#socket.end()
    this.#setProblem('SIGNED_OUT', true)
  }

  #closed(): void {
    this.log.disconnected()
    this.#isCatchingUp = true
    this.#onConnected(false)
    this.#report('closed')
  }

  async #mayReconnect(code: number): Promise<boolean> {
    if (code !== closeCodes.sessionEnded && (await isSignedIn())) return true
    this.#setProblem('SIGNED_OUT', true)
    return false
  }

  #fromTab(message: TabMessage): void {
    if (message.type === 'hello') {
      this.#socket.connect()
      this.#report(this.#connection)
    } else if (message.type === 'check') {
      this.#report(this.#connection)
    } else if (message.type === 'network') {
      if (message.isOnline) this.#socket.connect()
      else this.#socket.reset()
    } else if ('answerId' in message) {
      this.#relay.fromTab(message)
    }
  }

  /** Only a full batch can have something behind it: LiveStore hands over all that waits, fifty at a time. */
  async #waitingBehind(batch: readonly LogEvent[]): Promise<number> {
    if (batch.length < limits.pushEvents) return 0
    return Math.max(0, (await (await this.#outbox).count()) - batch.length)
  }

  async #setAside(refused: { event: LogEvent; reason: string }[]): Promise<void> {
    const outbox = await this.#outbox
    for (const { event, reason } of refused) {
      await outbox.setAside([(event.args as { eventId: string }).eventId], reason)
    }
    this.#setProblem('QUARANTINED', true)
  }

  #setProblem(problem: StuckReason, isPresent: boolean): void {
    if (isPresent === (this.#problem === problem)) return
    if (!isPresent && this.#problem !== problem) return
    this.#problem = isPresent ? problem : null
    this.#report(this.#connection)
  }

  #report(connection: 'connecting' | 'open' | 'closed'): void {
    this.#connection = connection
    this.#tell({
      type: 'status',
      workerId: this.#workerId,
      connection,
      problem: this.#problem,
      activity: this.#activity,
      isCatchingUp: this.#isCatchingUp,
      head: this.#head,
    })
  }

  #tell(message: WorkerMessage): void {
    // What was asked before the end may be answered after it.
    if (!this.#isEnded) this.#wire.postMessage(message)
  }
}

function socketUrl(storeId: string): string {
  const url = new URL('/sync', self.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('store', storeId)
  url.searchParams.set('schema', String(SCHEMA_VERSION))
  return url.href
}
