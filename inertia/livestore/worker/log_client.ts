import type { LogEvent } from '#shared/protocol/log_event'
import type { ClientFrame } from '#shared/protocol/client_frames'
import type { Refusal, ServerFrame } from '#shared/protocol/server_frames'
import { splitByBytes } from './split_by_bytes'

export interface LogPage {
  events: LogEvent[]
  remaining: number
  backendId: string
}

export type PushOutcome =
  | { type: 'stored' }
  | { type: 'server_ahead'; expected: number; provided: number }
  | { type: 'backend_changed'; expected: string; received: string }

export interface LogClientOptions {
  send: (frame: ClientFrame) => boolean
  /** The server can store nothing at the moment (true), or can again (false). */
  storageProblem: (isProblem: boolean) => void
  /** These events can never be stored; the push waits for ever, until the database was reset. */
  quarantined: (refused: { event: LogEvent; reason: string }[]) => void
  /** How many events wait behind a full batch. */
  waitingBehind: (batch: readonly LogEvent[]) => Promise<number>
}

/**
 * Pull and push over a socket that comes and goes. A pull survives the connection: it is issued again from its cursor after
 * every reconnect. A push waits for a connection and is sent again after a lost one; the server recognises a repetition.
 */
export class LogClient {
  #isConnected = false
  #pull: { id: number; cursor: number; take: (page: LogPage) => void } | undefined
  #backendId: string | null = null
  #nextId = 1
  readonly #replies = new Map<number, (reply: Refusal | 'pushed' | 'lost') => void>()
  readonly #connectionWaiters = new Set<() => void>()

  constructor(private readonly options: LogClientOptions) {}

  connected(backendId: string): void {
    this.#isConnected = true
    this.#backendId = backendId
    this.#requestPull()
    for (const wake of this.#connectionWaiters) wake()
    this.#connectionWaiters.clear()
  }

  disconnected(): void {
    this.#isConnected = false
    for (const settle of this.#replies.values()) settle('lost')
    this.#replies.clear()
  }

  receive(frame: ServerFrame): void {
    if (frame.type === 'page') this.#receivePage(frame)
    else if (frame.type === 'pushed') this.#settle(frame.id, 'pushed')
    else if (frame.type === 'refused') this.#settle(frame.id, frame)
  }

  /** Starts the one live pull of this client; an earlier one ends. */
  pull(cursor: number, take: (page: LogPage) => void): () => void {
    const pull = { id: 0, cursor, take }
    this.#pull = pull
    this.#requestPull()
    return () => {
      if (this.#pull === pull) this.#pull = undefined
    }
  }

  async push(batch: readonly LogEvent[], signal: AbortSignal): Promise<PushOutcome> {
    const behind = await this.options.waitingBehind(batch)
    let sent = 0
    for (const events of splitByBytes(batch)) {
      sent += events.length
      const outcome = await this.#pushFrame(events, batch.length - sent + behind, signal)
      if (outcome.type !== 'stored') return outcome
    }
    return { type: 'stored' }
  }

  async #pushFrame(
    events: LogEvent[],
    following: number,
    signal: AbortSignal
  ): Promise<PushOutcome> {
    for (;;) {
      await this.#connection(signal)
      // LiveStore gives a push up when it has pulled: what it sends next must not follow the one given up.
      signal.throwIfAborted()
      const reply = await this.#request(events, following, signal)
      if (reply === 'lost') continue
      if (reply !== 'pushed' && reply.code === 'STORAGE') {
        this.options.storageProblem(true)
        await pause(reply.retryAfterMs, signal)
        continue
      }
      this.options.storageProblem(false)
      if (reply === 'pushed') return { type: 'stored' }
      if (reply.code === 'SERVER_AHEAD') return { ...reply, type: 'server_ahead' }
      if (reply.code === 'BACKEND_CHANGED') return { ...reply, type: 'backend_changed' }
      this.options.quarantined(
        reply.events.flatMap(({ index, reason }) => {
          const event = events[index]
          return event ? [{ event, reason }] : []
        })
      )
      await new Promise<never>((_, reject) => rejectOnAbort(signal, reject))
    }
  }

  #request(events: LogEvent[], following: number, signal: AbortSignal) {
    return new Promise<Refusal | 'pushed' | 'lost'>((resolve, reject) => {
      const id = this.#nextId++
      this.#replies.set(id, resolve)
      rejectOnAbort(signal, (reason) => {
        this.#replies.delete(id)
        reject(reason)
      })
      const isSent = this.options.send({
        type: 'push',
        id,
        backendId: this.#backendId,
        events,
        following,
      })
      if (!isSent) this.#settle(id, 'lost')
    })
  }

  #settle(id: number, reply: Refusal | 'pushed' | 'lost'): void {
    const resolve = this.#replies.get(id)
    this.#replies.delete(id)
    resolve?.(reply)
  }

  #requestPull(): void {
    if (!this.#pull || !this.#isConnected) return
    this.#pull.id = this.#nextId++
    const { id, cursor } = this.#pull
    this.options.send({ type: 'pull', id, cursor, backendId: this.#backendId })
  }

  /** LiveStore ends its pull for good when an event comes twice or out of order: what is not above the cursor is dropped. */
  #receivePage(page: Extract<ServerFrame, { type: 'page' }>): void {
    const pull = this.#pull
    if (!pull || page.id !== pull.id) return
    const events = page.events.filter((event) => event.seqNum > pull.cursor)
    pull.cursor = events.at(-1)?.seqNum ?? pull.cursor
    pull.take({ events, remaining: page.remaining, backendId: page.backendId })
  }

  #connection(signal: AbortSignal): Promise<void> {
    if (this.#isConnected) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#connectionWaiters.add(resolve)
      rejectOnAbort(signal, (reason) => {
        this.#connectionWaiters.delete(resolve)
        reject(reason)
      })
    })
  }
}

function rejectOnAbort(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason)
  else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    rejectOnAbort(signal, (reason) => {
      clearTimeout(timer)
      reject(reason)
    })
  })
}
