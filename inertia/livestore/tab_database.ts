import type { ClientEvent } from '#shared/events/catalog'
import type { DocumentProgress, LocalDatabase, StuckReason, SyncState } from './api'
import { Outbox } from './outbox/outbox'
import { events, tables } from './schema'
import { Observable } from './state/observable'
import { isSameState, syncStateOf } from './state/sync_status'
import { CommitQueue } from './store/commit_queue'
import { inTurn } from './store/in_turn'
import { openStore } from './store/open_store'
import type { LoftStore } from './store/create_store'
import { recover, resetIfMarked } from './store/recovery'
import { sessionProgress } from './store/session_progress'
import { Watchdog } from './store/watchdog'
import { boundedRows } from './view/bounded_rows'
import { KeptView } from './view/kept_view'
import type { LiveRows, RowSource } from './view/live_rows'
import { TabWire } from './wire/tab_wire'
import type { WireMessage } from './wire/wire_messages'

/** How often the figures of a sync that fetches history are looked at. */
const progressMs = 400

/**
 * One person's database in this tab with everything around it that keeps what was written. It is there at once and opens by
 * itself: until then its rows are those of the kept view, and what is written waits in the outbox.
 */
export class TabDatabase implements LocalDatabase, RowSource {
  readonly openStore = new Observable<LoftStore | null>(null)
  readonly syncState = new Observable<SyncState>({ type: 'opening' })
  /** What the server does with documents right now, by their ids; those it is done with stay until the page goes. */
  readonly documentProgress = new Observable<ReadonlyMap<string, DocumentProgress>>(new Map())
  readonly onScreen = new Set<LiveRows<unknown>>()
  readonly view: KeptView
  /** Rejects when the database could not be opened. */
  readonly opening: Promise<void>
  /** Never rejects: what waits for the database waits for ever when there is none. */
  readonly opened: Promise<void>
  readonly #wire: TabWire
  readonly #outbox: Promise<Outbox>
  readonly #watchdog = new Watchdog()
  readonly #commits: CommitQueue
  #timers: ReturnType<typeof setInterval>[] = []
  #problem: StuckReason | null = null
  #waiting = 0

  constructor(
    readonly userId: string,
    private readonly storeId: string
  ) {
    this.view = new KeptView(userId, {
      rows: () => this.openStore.get() && boundedRows(this.#rowsToKeep()),
      answers: () => this.answers.parts(),
    })
    this.#wire = new TabWire(userId, {
      heard: (message) => this.#hear(message),
      kept: (answerId) => this.view.answerOf(answerId),
      changed: () => this.view.note('answers'),
    })
    this.#outbox = Outbox.open(userId)
    this.#commits = new CommitQueue({
      keep: (kept) => this.#keep(kept),
      commit: (kept) => this.#commitToStore(kept),
    })
    this.opening = this.#open()
    this.opened = new Promise((resolve) => void this.opening.then(resolve, () => {}))
  }

  /** For those who need rows at once: with its database open. */
  static async open(userId: string, storeId: string): Promise<TabDatabase> {
    const database = new TabDatabase(userId, storeId)
    await database.opening
    return database
  }

  get answers() {
    return this.#wire.answers
  }

  get store(): LoftStore {
    const store = this.openStore.get()
    if (!store) throw new Error('The database is not open yet')
    return store
  }

  get storageMode(): 'persisted' | 'in-memory' {
    return this.store.storageMode
  }

  keptRows(hash: string): unknown {
    return this.view.rowsOf(hash)
  }

  rowsChanged(): void {
    if (this.openStore.get()) this.view.note('rows')
  }

  commit(...committed: ClientEvent[]): Promise<void> {
    return this.#commits.add(committed)
  }

  stopAnswer(answerId: string): void {
    this.#wire.tell({ type: 'stop', answerId })
  }

  async unsynced(): Promise<ClientEvent[]> {
    const outbox = await this.#outbox
    const waiting = (await outbox.waiting()).map((entry) => entry.event)
    return [...waiting, ...(await outbox.aside())]
  }

  async close(): Promise<void> {
    this.#wire.close()
    this.view.close()
    for (const timer of this.#timers) clearInterval(timer)
    await this.opening.catch(() => {})
    await this.#outbox.then((outbox) => outbox.close()).catch(() => {})
    await this.openStore
      .get()
      ?.shutdownPromise()
      .catch(() => {})
  }

  async #open(): Promise<void> {
    await resetIfMarked(this.userId, this.storeId)
    const [{ store, hasShutDown }] = await Promise.all([
      openStore(this.userId, this.storeId),
      this.#outbox,
    ])
    void hasShutDown.then((cause) => this.#storeHasShutDown(cause))
    await inTurn(`loft:recommit:${this.userId}`, () => this.#commitWhatIsMissing(store))
    await this.#count()
    if (this.#wire.isClosed) return void store.shutdownPromise().catch(() => {})
    this.openStore.set(store)
    this.#timers = [
      setInterval(() => void this.#look(), 2_000),
      setInterval(() => this.#wire.worker && this.#refresh(), progressMs),
    ]
    this.#wire.tell({ type: 'hello' })
    this.#refresh()
    this.view.note('rows')
  }

  /** None of a database that forgets: what it shows must not outlive it either. */
  *#rowsToKeep(): Iterable<[string, unknown]> {
    if (this.storageMode === 'in-memory') return
    for (const rows of this.onScreen) yield [rows.hash, rows.get()]
  }

  async #keep(kept: ClientEvent[]): Promise<void> {
    try {
      await (await this.#outbox).add(kept)
    } catch (error) {
      this.#problem = 'BROWSER_STORAGE'
      this.#refresh()
      throw error
    }
    this.#waiting += kept.length
    if (this.#problem === 'BROWSER_STORAGE') this.#problem = null
    this.#refresh()
    this.#wire.tell({ type: 'outbox' })
  }

  /** Written before the database was open, it may have been found in the outbox and committed when it opened. */
  async #commitToStore(kept: ClientEvent[]): Promise<void> {
    const isEarly = this.openStore.get() === null
    if (isEarly) await this.opening
    commit(this.store, isEarly ? kept.filter((event) => !isApplied(this.store, event)) : kept)
  }

  /** A tab that died between keeping and committing, or a recovery, leaves events that the tables do not know. */
  async #commitWhatIsMissing(store: LoftStore): Promise<void> {
    const waiting = (await (await this.#outbox).waiting()).map((entry) => entry.event)
    commit(
      store,
      waiting.filter((event) => !isApplied(store, event))
    )
  }

  #hear(message: WireMessage): void {
    if (message.type === 'status') {
      if (message.problem === 'QUARANTINED') recover(this.userId, true)
      this.#refresh()
    } else if (message.type === 'stored' || message.type === 'outbox') {
      void this.#count()
    } else if (message.type === 'document-progress') {
      const { documentId, step, done, of } = message
      const known = this.documentProgress.get()
      this.documentProgress.set(new Map(known).set(documentId, { step, done, of }))
    } else if (message.type === 'leave') {
      if (message.to) this.view.close()
      if (message.to) location.assign(message.to)
      else location.reload()
    }
  }

  async #count(): Promise<void> {
    const outbox = await this.#outbox
    if (outbox.isClosed) return
    this.#waiting = await outbox.count()
    this.#refresh()
  }

  async #look(): Promise<void> {
    const outbox = await this.#outbox
    if (this.#wire.isClosed || outbox.isClosed) return
    const waiting = await outbox.waiting()
    const { worker } = this.#wire
    this.#waiting = waiting.length
    const isStuck = this.#watchdog.look({
      hasAnswered: this.#wire.checkWorker(),
      activity: worker?.activity,
      isConnected: worker?.connection === 'open' && worker.problem === null,
      oldestAt: waiting[0]?.keptAt,
      count: waiting.length,
      session: sessionProgress(this.store),
    })
    this.#problem = isStuck ? 'NO_PROGRESS' : this.#problem === 'NO_PROGRESS' ? null : this.#problem
    this.#refresh()
    if (isStuck) recover(this.userId)
  }

  #storeHasShutDown(cause: unknown): void {
    if (this.#wire.isClosed) return
    console.warn('The local database has shut down.', cause)
    this.#problem = 'NO_PROGRESS'
    this.#refresh()
    recover(this.userId)
  }

  #refresh(): void {
    const store = this.openStore.get()
    if (!store || this.#wire.isClosed) return
    const { worker } = this.#wire
    const coming = Math.max(0, (worker?.head ?? 0) - sessionProgress(store).head)
    const next = syncStateOf(worker, this.#waiting, this.#problem, coming)
    if (!isSameState(next, this.syncState.get())) this.syncState.set(next)
  }
}

function commit(store: LoftStore, committed: ClientEvent[]): void {
  if (committed.length === 0) return
  const made = committed.map(({ name, args }) => {
    const definition = events[name] as unknown as (args: unknown) => never
    return definition(args)
  })
  store.commit(...made)
}

function isApplied(store: LoftStore, { args }: ClientEvent): boolean {
  return store.query(tables.applied_events.where({ event_id: args.eventId })).length > 0
}
