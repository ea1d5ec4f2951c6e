import { AnswerFollowers, type AnswerFollowersOptions } from '~/livestore/state/answer_followers'
import { openWire, type AnswerFrame, type WireMessage, type WorkerStatus } from './wire_messages'

export interface TabWireEvents extends Omit<AnswerFollowersOptions, 'tell'> {
  /** Everything but the text of answers. */
  heard(message: Exclude<WireMessage, AnswerFrame>): void
}

/**
 * A tab's end of the wire: what the worker says of itself, and the running answers. Works from the first moment, with or without
 * a database.
 */
export class TabWire {
  readonly answers: AnswerFollowers
  readonly #channel: BroadcastChannel
  readonly #closing = new AbortController()
  #worker: WorkerStatus | undefined
  #hasWorkerAnswered = true

  constructor(
    userId: string,
    private readonly events: TabWireEvents
  ) {
    this.#channel = openWire(userId)
    this.#channel.onmessage = ({ data }: MessageEvent<WireMessage>) => this.#receive(data)
    this.answers = new AnswerFollowers({ ...events, tell: (message) => this.tell(message) })
    const { signal } = this.#closing
    const tellNetwork = (isOnline: boolean) => () => this.tell({ type: 'network', isOnline })
    addEventListener('online', tellNetwork(true), { signal })
    addEventListener('offline', tellNetwork(false), { signal })
    document.addEventListener('visibilitychange', () => this.tell({ type: 'hello' }), { signal })
    this.tell({ type: 'hello' })
  }

  get worker(): WorkerStatus | undefined {
    return this.#worker
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  tell(message: WireMessage): void {
    if (!this.isClosed) this.#channel.postMessage(message)
  }

  /** Whether the worker said anything since this was asked last; asks it again. */
  checkWorker(): boolean {
    const hasAnswered = this.#hasWorkerAnswered
    this.#hasWorkerAnswered = false
    this.tell({ type: 'check' })
    return hasAnswered
  }

  close(): void {
    this.#closing.abort()
    this.#channel.close()
  }

  #receive(message: WireMessage): void {
    if (message.type === 'delta' || message.type === 'passages' || message.type === 'ended')
      return this.answers.receive(message)
    if (message.type === 'status') {
      const isNew =
        message.workerId !== this.#worker?.workerId ||
        (message.connection === 'open' && this.#worker.connection !== 'open')
      this.#worker = message
      this.#hasWorkerAnswered = true
      if (isNew) this.answers.followAgain()
    }
    this.events.heard(message)
  }
}
