import { closeCodes, type ServerFrame } from '#shared/protocol/server_frames'
import type { ClientFrame } from '#shared/protocol/client_frames'
import { Backoff } from './backoff'

type Welcome = Extract<ServerFrame, { type: 'welcome' }>

export interface SyncSocketEvents {
  /** Connected and greeted; frames may be sent until `closed`. */
  opened(welcome: Welcome): void
  frame(frame: ServerFrame): void
  closed(code: number): void
  connecting(): void
}

export interface SyncSocketOptions {
  connect: () => WebSocket
  /** Asked when the handshake was refused several times, which a browser cannot see from the socket: may we go on trying? */
  mayReconnect: (code: number) => Promise<boolean>
  /** Nothing heard for this long: ask. */
  quietMs?: number
  /** Still nothing heard this long after asking: the connection is dead, whatever the socket thinks. */
  silentMs?: number
}

/**
 * One WebSocket that comes back. It never waits for a closing handshake: a socket that is silent or offline is dropped at once
 * and its late events are ignored, so that there is at most one living socket.
 */
export class SyncSocket {
  #socket: WebSocket | undefined
  #isOpen = false
  #retry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #heardAt = 0
  #askedAt = 0
  #refusals = 0
  #isEnded = false
  readonly #backoff = new Backoff()

  constructor(
    private readonly events: SyncSocketEvents,
    private readonly options: SyncSocketOptions
  ) {}

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Connects now, also in the middle of a back-off; does nothing while connected or connecting. */
  connect(): void {
    if (this.#socket || this.#isEnded) return
    clearTimeout(this.#retry)
    this.events.connecting()
    const socket = this.options.connect()
    this.#socket = socket
    this.#heardAt = Date.now()
    this.#askedAt = 0
    const current = () => this.#socket === socket
    socket.onmessage = (message) => current() && this.#receive(String(message.data))
    socket.onclose = (event) => current() && this.#drop(event.code)
    socket.onerror = () => current() && this.#drop(1006)
    this.#watch = setInterval(() => this.#checkSilence(), 2_000)
  }

  send(frame: ClientFrame): boolean {
    if (!this.#isOpen || !this.#socket) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  /** Drops the connection at once and comes back after the back-off. */
  reset(): void {
    if (this.#socket) this.#drop(1006)
  }

  end(): void {
    this.#isEnded = true
    if (this.#socket) this.#drop(1000)
    clearTimeout(this.#retry)
  }

  #receive(text: string): void {
    this.#heardAt = Date.now()
    this.#askedAt = 0
    const frame = JSON.parse(text) as ServerFrame
    if (frame.type === 'welcome') {
      this.#isOpen = true
      this.#refusals = 0
      this.#backoff.reset()
      this.events.opened(frame)
    } else if (frame.type !== 'pong') {
      this.events.frame(frame)
    }
  }

  #checkSilence(): void {
    const { quietMs = 20_000, silentMs = 8_000 } = this.options
    const now = Date.now()
    if (this.#askedAt > 0 && now - this.#askedAt > silentMs) return this.reset()
    if (this.#askedAt > 0 || now - this.#heardAt < (this.#isOpen ? quietMs : silentMs)) return
    if (!this.#isOpen) return this.reset()
    this.#askedAt = now
    this.send({ type: 'ping' })
  }

  #drop(code: number): void {
    const socket = this.#socket
    const wasOpen = this.#isOpen
    this.#socket = undefined
    this.#isOpen = false
    clearInterval(this.#watch)
    socket?.close()
    if (!wasOpen) this.#refusals++
    this.events.closed(code)
    if (!this.#isEnded) void this.#scheduleReconnect(code)
  }

  async #scheduleReconnect(code: number): Promise<void> {
    // Asked now and then: with many clients before a server that comes back, every question is a load of its own.
    const isSuspicious = code === closeCodes.sessionEnded || this.#refusals % 4 === 3
    if (isSuspicious && !(await this.options.mayReconnect(code))) return
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.connect(), this.#backoff.next())
  }
}
