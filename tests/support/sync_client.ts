import { once } from 'node:events'
import type { LoftEvent } from '#shared/events/catalog'
import type { LogEvent } from '#shared/protocol/log_event'
import type { ServerFrame } from '#shared/protocol/server_frames'
import { baseUrl } from '#tests/support/base_url'
import { WebSocket } from 'ws'

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

export interface ConnectOptions {
  cookie?: string
  /** Another server than the one inside the test process. */
  url?: string
  /** Left out of the handshake when null. */
  origin?: string | null
  /** The store the device believes to be its own. */
  store?: string
}

/** An upgrade that was answered with plain HTTP. */
export class UpgradeRefused extends Error {
  constructor(
    readonly status: number,
    readonly body: string
  ) {
    super(`Upgrade refused with ${status}`)
  }
}

const open = new Set<SyncClient>()

/** Ends what a test left open: the test server cannot close while sockets live. */
export function closeSyncClients(): void {
  for (const client of open) client.drop()
}

/** One device, at the level of the protocol: it pulls, pushes and waits for frames, and keeps no database. */
export class SyncClient {
  /** Everything received, in order. */
  readonly frames: ServerFrame[] = []
  readonly clientId = `c${Math.random().toString(36).slice(2, 7)}`
  head = 0
  welcome!: FrameOf<'welcome'>
  #taken = new Set<ServerFrame>()
  #listeners = new Set<() => void>()
  #requests = 0
  closeCode: number | null = null

  private constructor(readonly socket: WebSocket) {
    open.add(this)
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)) as ServerFrame)
      this.#changed()
    })
    socket.on('error', () => {})
    socket.on('close', (code) => {
      open.delete(this)
      this.closeCode = code
      this.#changed()
    })
  }

  static async connect(options: ConnectOptions): Promise<SyncClient> {
    const socket = SyncClient.socket(options)
    const client = new SyncClient(socket)
    const refused = Promise.withResolvers<never>()
    socket.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => refused.reject(new UpgradeRefused(response.statusCode ?? 0, body)))
    })
    await Promise.race([once(socket, 'open'), refused.promise])
    client.welcome = await client.next('welcome')
    client.head = client.welcome.head
    return client
  }

  static socket({ cookie, url = baseUrl(), origin = url, store }: ConnectOptions): WebSocket {
    return new WebSocket(`${url.replace('http', 'ws')}/sync${store ? `?store=${store}` : ''}`, {
      headers: { ...(cookie && { cookie }), ...(origin !== null && { origin }) },
      perMessageDeflate: false,
    })
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** The oldest frame of that type which nobody has taken yet. */
  async next<T extends ServerFrame['type']>(
    type: T,
    matches: (frame: FrameOf<T>) => boolean = () => true,
    timeoutMs = 4_000
  ): Promise<FrameOf<T>> {
    const find = () =>
      this.frames.find(
        (frame): frame is FrameOf<T> =>
          frame.type === type && !this.#taken.has(frame) && matches(frame as FrameOf<T>)
      )
    await this.#until(() => find() !== undefined, `a ${type} frame`, timeoutMs)
    const frame = find()!
    this.#taken.add(frame)
    return frame
  }

  async closed(timeoutMs = 4_000): Promise<number> {
    await this.#until(() => this.closeCode !== null, 'the close', timeoutMs)
    return this.closeCode!
  }

  /** Asks for everything after `cursor` and waits for the page that reaches the head. Live pages follow. */
  async pull(cursor = 0, backendId: string | null = null): Promise<LogEvent[]> {
    const id = ++this.#requests
    this.send({ type: 'pull', id, cursor, backendId })
    const events: LogEvent[] = []
    for (;;) {
      const page = await this.next('page', (frame) => frame.id === id, 15_000)
      events.push(...page.events)
      this.head = page.events.at(-1)?.seqNum ?? this.head
      if (page.remaining === 0) return events
    }
  }

  /** The events of the next page that has any. */
  async live(timeoutMs?: number): Promise<LogEvent[]> {
    const page = await this.next('page', ({ events }) => events.length > 0, timeoutMs)
    this.head = page.events.at(-1)!.seqNum
    return page.events
  }

  /** Numbers events behind `parent`, as LiveStore does. */
  chain(events: readonly LoftEvent[], parent = this.head): LogEvent[] {
    return events.map(({ name, args }, index) => ({
      name,
      args,
      seqNum: parent + index + 1,
      parentSeqNum: parent + index,
      clientId: this.clientId,
      sessionId: 's1',
    }))
  }

  /** Pushes exactly this and returns the answer. */
  async push(
    events: readonly unknown[],
    { backendId = null as string | null, following = 0 } = {}
  ): Promise<FrameOf<'pushed'> | FrameOf<'refused'>> {
    const id = ++this.#requests
    this.send({ type: 'push', id, backendId, events, following })
    const isAnswer = (frame: { id: number }) => frame.id === id
    const answer = await Promise.race([
      this.next('pushed', isAnswer),
      this.next('refused', isAnswer),
    ])
    if (answer.type === 'pushed') this.head = answer.head
    return answer
  }

  /** Pushes behind the last head this client has seen. */
  commit(...events: LoftEvent[]) {
    return this.push(this.chain(events))
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed()
  }

  drop(): void {
    this.socket.terminate()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  #until(isTrue: () => boolean, what: string, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!isTrue()) return
        clearTimeout(timer)
        this.#listeners.delete(check)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#listeners.delete(check)
        reject(new Error(`Waited ${timeoutMs} ms for ${what} (close code ${this.closeCode})`))
      }, timeoutMs)
      // An unanswered wait of a race must not outlive the test run.
      timer.unref()
      this.#listeners.add(check)
      check()
    })
  }
}
