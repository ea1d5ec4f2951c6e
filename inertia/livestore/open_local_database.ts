import type { ClientEvent } from '#shared/events/catalog'
import type { LocalDatabase, StuckReason, SyncState } from './api'
import { Outbox } from './outbox/outbox'
import { events, tables } from './schema'
import { AnswerFollowers } from './state/answer_followers'
import { Observable } from './state/observable'
import { isSameState, syncStateOf } from './state/sync_status'
import { CommitQueue } from './store/commit_queue'
import { openStore, type LoftStore } from './store/open_store'
import { inTurn } from './store/in_turn'
import { recover, resetIfMarked } from './store/recovery'
import { Watchdog } from './store/watchdog'
import { openWire, type WireMessage, type WorkerStatus } from './wire/wire_messages'

/** One person's database in this tab with everything around it that keeps what was written. */
export class OpenLocalDatabase implements LocalDatabase {
  readonly syncState = new Observable<SyncState>({ type: 'offline', waiting: 0 })
  readonly answers: AnswerFollowers
  readonly #wire: BroadcastChannel
  readonly #watchdog = new Watchdog()
  readonly #commits: CommitQueue
  readonly #timer: ReturnType<typeof setInterval>
  #worker: WorkerStatus | undefined
  #hasWorkerAnswered = true
  #problem: StuckReason | null = null
  #waiting = 0
  readonly #closing = new AbortController()

  private constructor(
    readonly userId: string,
    readonly store: LoftStore,
    private readonly outbox: Outbox
  ) {
    this.#wire = openWire(userId)
    this.answers = new AnswerFollowers((message) => this.#tell(message))
    this.#wire.onmessage = (message: MessageEvent<WireMessage>) => this.#receive(message.data)
    this.#commits = new CommitQueue({
      keep: (kept) => this.#keep(kept),
      commit: (kept) => this.#commitToStore(kept),
    })
    this.#timer = setInterval(() => void this.#look(), 2_000)
    const { signal } = this.#closing
    addEventListener('online', () => this.#tell({ type: 'network', isOnline: true }), { signal })
    addEventListener('offline', () => this.#tell({ type: 'network', isOnline: false }), { signal })
    document.addEventListener('visibilitychange', () => this.#tell({ type: 'hello' }), { signal })
  }

  static async open(userId: string, storeId: string): Promise<OpenLocalDatabase> {
    await resetIfMarked(userId, storeId)
    const [outbox, { store, hasShutDown }] = await Promise.all([
      Outbox.open(userId),
      openStore(userId, storeId),
    ])
    const database = new OpenLocalDatabase(userId, store, outbox)
    void hasShutDown.then((cause) => database.#storeHasShutDown(cause))
    await inTurn(`loft:recommit:${userId}`, () => database.#commitWhatIsMissing())
    await database.#count()
    database.#tell({ type: 'hello' })
    return database
  }

  get storageMode(): 'persisted' | 'in-memory' {
    return this.store.storageMode
  }

  commit(...committed: ClientEvent[]): Promise<void> {
    return this.#commits.add(committed)
  }

  stopAnswer(answerId: string): void {
    this.#tell({ type: 'stop', answerId })
  }

  async unsynced(): Promise<ClientEvent[]> {
    const waiting = (await this.outbox.waiting()).map((entry) => entry.event)
    return [...waiting, ...(await this.outbox.aside())]
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearInterval(this.#timer)
    this.#wire.close()
    this.outbox.close()
    await this.store.shutdownPromise().catch(() => {})
  }

  async #keep(kept: ClientEvent[]): Promise<void> {
    try {
      await this.outbox.add(kept)
    } catch (error) {
      this.#problem = 'BROWSER_STORAGE'
      this.#refresh()
      throw error
    }
    this.#waiting += kept.length
    if (this.#problem === 'BROWSER_STORAGE') this.#problem = null
    this.#refresh()
    this.#tell({ type: 'outbox' })
  }

  #commitToStore(kept: ClientEvent[]): void {
    const made = kept.map(({ name, args }) => {
      const definition = events[name] as unknown as (args: unknown) => never
      return definition(args)
    })
    this.store.commit(...made)
  }

  /** A tab that died between keeping and committing, or a recovery, leaves events that the tables do not know. */
  async #commitWhatIsMissing(): Promise<void> {
    const waiting = (await this.outbox.waiting()).map((entry) => entry.event)
    const missing = waiting.filter(({ args }) => !this.#isApplied(args.eventId))
    if (missing.length > 0) this.#commitToStore(missing)
  }

  #isApplied(eventId: string): boolean {
    const rows = this.store.query(tables.applied_events.where({ event_id: eventId }))
    return rows.length > 0
  }

  #receive(message: WireMessage): void {
    if (message.type === 'status') {
      const isNew =
        message.workerId !== this.#worker?.workerId ||
        (message.connection === 'open' && this.#worker.connection !== 'open')
      this.#worker = message
      this.#hasWorkerAnswered = true
      if (isNew) this.answers.followAgain()
      if (message.problem === 'QUARANTINED') recover(this.userId, true)
      this.#refresh()
    } else if (message.type === 'stored' || message.type === 'outbox') {
      void this.#count()
    } else if (message.type === 'delta' || message.type === 'ended') {
      this.answers.receive(message)
    } else if (message.type === 'leave') {
      if (message.to) location.assign(message.to)
      else location.reload()
    }
  }

  async #count(): Promise<void> {
    this.#waiting = await this.outbox.count()
    this.#refresh()
  }

  async #look(): Promise<void> {
    if (this.#closing.signal.aborted) return
    const waiting = await this.outbox.waiting()
    this.#waiting = waiting.length
    const isStuck = this.#watchdog.look({
      hasAnswered: this.#hasWorkerAnswered,
      activity: this.#worker?.activity,
      isConnected: this.#worker?.connection === 'open' && this.#worker.problem === null,
      oldestAt: waiting[0]?.keptAt,
      count: waiting.length,
    })
    this.#hasWorkerAnswered = false
    this.#tell({ type: 'check' })
    this.#problem = isStuck ? 'NO_PROGRESS' : this.#problem === 'NO_PROGRESS' ? null : this.#problem
    this.#refresh()
    if (isStuck) recover(this.userId)
  }

  #storeHasShutDown(cause: unknown): void {
    if (this.#closing.signal.aborted) return
    console.warn('The local database has shut down.', cause)
    this.#problem = 'NO_PROGRESS'
    this.#refresh()
    recover(this.userId)
  }

  #refresh(): void {
    const next = syncStateOf(this.#worker, this.#waiting, this.#problem)
    if (!isSameState(next, this.syncState.get())) this.syncState.set(next)
  }

  #tell(message: WireMessage): void {
    if (this.#closing.signal.aborted) return
    this.#wire.postMessage(message)
  }
}
