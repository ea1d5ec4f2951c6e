import type { LiveQueryDef } from '@livestore/livestore'
import { deepEqual } from '@livestore/utils'
import type { LoftStore } from '~/livestore/store/create_store'
import type { Observable } from '~/livestore/state/observable'

/** Where rows come from. */
export interface RowSource {
  /** null until the database is open. */
  readonly openStore: Observable<LoftStore | null>
  keptRows(hash: string): unknown
  /** What is on the screen, to be kept. */
  readonly onScreen: Set<LiveRows<unknown>>
  rowsChanged(): void
}

/** A component that asked and was never mounted gives its subscription back after this. */
const mountingMs = 5_000

/**
 * The rows of one query for one component: as they were kept until the database is open, live from then on. Rows that are the
 * same then keep their identity: nothing renders again.
 */
export class LiveRows<T> {
  #rows: T | undefined
  #detach: (() => void) | undefined
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly source: RowSource,
    private readonly query: LiveQueryDef<T>
  ) {}

  get hash(): string {
    return this.query.hash
  }

  /** undefined while the database is opening and nothing was kept of this query. */
  readonly get = (): T | undefined => {
    const store = this.source.openStore.get()
    if (store) this.#attach(store)
    else this.#rows ??= this.source.keptRows(this.hash) as T | undefined
    return this.#rows
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    const { openStore, onScreen } = this.source
    this.#listeners.add(changed)
    onScreen.add(this as LiveRows<unknown>)
    this.get()
    this.source.rowsChanged()
    const stop = openStore.subscribe(() => this.get())
    return () => {
      stop()
      this.#listeners.delete(changed)
      onScreen.delete(this as LiveRows<unknown>)
      this.source.rowsChanged()
      this.#detachIfUnused()
    }
  }

  /** Also while rendering: the query then runs once, not once to render and once to be subscribed to. */
  #attach(store: LoftStore): void {
    if (this.#detach) return
    this.#detach = store.subscribe(this.query, (rows: T) => this.#take(rows))
    if (this.#listeners.size === 0) setTimeout(() => this.#detachIfUnused(), mountingMs)
  }

  #take(rows: T): void {
    if (this.#rows !== undefined && deepEqual(rows, this.#rows)) return
    this.#rows = rows
    this.source.rowsChanged()
    for (const changed of this.#listeners) changed()
  }

  #detachIfUnused(): void {
    if (this.#listeners.size > 0) return
    this.#detach?.()
    this.#detach = undefined
  }
}
