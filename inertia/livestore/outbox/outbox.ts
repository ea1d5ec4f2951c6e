import type { ClientEvent } from '#shared/events/catalog'
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

interface OutboxSchema extends DBSchema {
  waiting: {
    key: number
    value: { event: ClientEvent; eventId: string; keptAt: number }
    indexes: { eventId: string }
  }
  /** Events that the server can never accept; kept until the user has exported them. */
  aside: { key: string; value: { event: ClientEvent; reason: string; setAsideAt: number } }
}

export interface WaitingEvent {
  event: ClientEvent
  keptAt: number
}

/**
 * Every event written on this device that the server's log is not known to hold, in the order it was written. LiveStore 0.4.0 can
 * lose or stall an event on its way; this is what it is recovered from. Tabs add, the worker removes what it has pulled back.
 */
export class Outbox {
  #isClosed = false

  private constructor(private readonly database: IDBPDatabase<OutboxSchema>) {
    // A wipe of this user's data in another tab must not wait for this connection.
    database.addEventListener('versionchange', () => this.close())
  }

  static databaseName(userId: string): string {
    return `loft:outbox:${userId}`
  }

  static async open(userId: string): Promise<Outbox> {
    const database = await openDB<OutboxSchema>(Outbox.databaseName(userId), 1, {
      upgrade(created) {
        created
          .createObjectStore('waiting', { autoIncrement: true })
          .createIndex('eventId', 'eventId')
        created.createObjectStore('aside')
      },
    })
    return new Outbox(database)
  }

  /** Resolves when the events are on disk. Rejects with a `QuotaExceededError` when the browser's storage is full. */
  async add(events: readonly ClientEvent[]): Promise<void> {
    const transaction = this.database.transaction('waiting', 'readwrite')
    const keptAt = Date.now()
    for (const event of events) {
      void transaction.store.add({ event, eventId: event.args.eventId, keptAt })
    }
    await transaction.done
  }

  /** Removes by event id; returns the ids that were waiting. */
  async remove(eventIds: readonly string[]): Promise<string[]> {
    const transaction = this.database.transaction('waiting', 'readwrite')
    if ((await transaction.store.count()) === 0) return []
    const index = transaction.store.index('eventId')
    const removed: string[] = []
    for (const eventId of eventIds) {
      for (const key of await index.getAllKeys(eventId)) {
        void transaction.store.delete(key)
        removed.push(eventId)
      }
    }
    await transaction.done
    return removed
  }

  async waiting(): Promise<WaitingEvent[]> {
    return this.database.getAll('waiting')
  }

  async count(): Promise<number> {
    return this.database.count('waiting')
  }

  /** Moves events that the server refused for good out of the way, in one transaction: never in neither place. */
  async setAside(eventIds: readonly string[], reason: string): Promise<void> {
    const transaction = this.database.transaction(['waiting', 'aside'], 'readwrite')
    const waiting = transaction.objectStore('waiting')
    for (const eventId of eventIds) {
      for (const key of await waiting.index('eventId').getAllKeys(eventId)) {
        const entry = await waiting.get(key)
        if (!entry) continue
        const record = { event: entry.event, reason, setAsideAt: Date.now() }
        void transaction.objectStore('aside').put(record, eventId)
        void waiting.delete(key)
      }
    }
    await transaction.done
  }

  async aside(): Promise<ClientEvent[]> {
    return (await this.database.getAll('aside')).map((record) => record.event)
  }

  async clearAside(): Promise<void> {
    await this.database.clear('aside')
  }

  /** Also when this user's data are being wiped: there is nothing to read then. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  close(): void {
    this.#isClosed = true
    this.database.close()
  }
}
