import type { ClientEvent } from '#shared/events/catalog'
import type { TableName } from '#shared/tables/tables'
import { StoreInternalsSymbol } from '@livestore/livestore'
import { Effect } from '@livestore/utils/effect'
import type { SyncState } from '~/livestore/api'
import type { TabDatabase } from '~/livestore/tab_database'
import { Outbox } from '~/livestore/outbox/outbox'
import { events } from '~/livestore/schema'

export interface Burst {
  /** Each is one commit. */
  commits: ClientEvent[][]
  gapMs: number
  /** Commits through LiveStore at once, without the queue that spaces commits. The outbox is kept as always. */
  isUnspaced?: boolean
}

/** What a test may do with the local database of a tab. Everything real, nothing replaced. */
export class Driver {
  readonly #followed = new Map<string, { get: () => string; stop: () => void }>()

  #ownOutbox: Promise<Outbox> | undefined

  constructor(private readonly database: TabDatabase) {}

  get storageMode(): string {
    return this.database.storageMode
  }

  commit(...committed: ClientEvent[]): Promise<void> {
    return this.database.commit(...committed)
  }

  /** Commits on a fixed beat, whatever each commit takes. Tells the test which events were acknowledged, as they are. */
  async burst({ commits, gapMs, isUnspaced = false }: Burst): Promise<number> {
    const startedAt = performance.now()
    const done: Promise<void>[] = []
    for (const [index, commit] of commits.entries()) {
      const committed = isUnspaced ? this.#commitUnspaced(commit) : this.database.commit(...commit)
      const eventIds = commit.map(({ args }) => args.eventId)
      done.push(committed.then(() => window.acknowledged(eventIds)))
      const due = startedAt + (index + 1) * gapMs
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    }
    const took = performance.now() - startedAt
    await Promise.all(done)
    return Math.round(took)
  }

  rows(table: TableName): Record<string, unknown>[] {
    const query = `SELECT * FROM ${table}`
    return this.database.store.query({ query, bindValues: [] })
  }

  syncState(): SyncState {
    return this.database.syncState.get()
  }

  async outboxCount(): Promise<number> {
    return (await this.#outbox).count()
  }

  unsynced(): Promise<ClientEvent[]> {
    return this.database.unsynced()
  }

  stopAnswer(answerId: string): void {
    this.database.stopAnswer(answerId)
  }

  /** The text of a running answer as this tab has it; the first call starts to follow. */
  followed(answerId: string): string {
    let entry = this.#followed.get(answerId)
    if (!entry) {
      const { view, stop } = this.database.answers.follow(answerId)
      entry = { get: () => view.get().text, stop }
      this.#followed.set(answerId, entry)
    }
    return entry.get()
  }

  /** What LiveStore holds back, which its own status does not tell; -1 for a leader that does not answer. */
  async pending(): Promise<{ session: number; leader: number }> {
    const internals = this.database.store[StoreInternalsSymbol]
    const session = Effect.runSync(internals.syncProcessor.syncState).pending.length
    const leader = Effect.runPromise(internals.clientSession.leaderThread.syncState).then(
      ({ pending }) => pending.length
    )
    const late = new Promise<number>((resolve) => setTimeout(() => resolve(-1), 2_000))
    return { session, leader: await Promise.race([leader, late]) }
  }

  /** From now on what LiveStore's session hands to its leader arrives nowhere, and it waits for the answer. */
  muteSession(): void {
    const { events } = this.database.store[StoreInternalsSymbol].clientSession.leaderThread
    events.push = () => Effect.never
  }

  async #commitUnspaced(commit: ClientEvent[]): Promise<void> {
    await (await this.#outbox).add(commit)
    const made = commit.map(({ name, args }) => {
      const definition = events[name] as unknown as (args: unknown) => never
      return definition(args)
    })
    this.database.store.commit(...made)
  }

  get #outbox(): Promise<Outbox> {
    return (this.#ownOutbox ??= Outbox.open(this.database.userId))
  }
}

declare global {
  interface Window {
    acknowledged: (eventIds: string[]) => Promise<void>
  }
}
