import { makePersistedAdapter } from '@livestore/adapter-web'
import { createStorePromise, makeShutdownDeferred, type Store } from '@livestore/livestore'
import { Deferred, Effect, LogLevel, Schema } from '@livestore/utils/effect'
import { unstable_batchedUpdates } from 'react-dom'
import { schema } from '~/livestore/schema'
import type { EarlyWorkers } from './early_workers'

export type LoftStore = Store<typeof schema>

export interface OpenedStore {
  store: LoftStore
  /** Says why, when LiveStore has shut itself down: a synchronisation error, a replaced log, a reset in another tab. */
  hasShutDown: Promise<unknown>
}

/** One try to open the database of one person. */
export async function createStore(
  userId: string,
  storeId: string,
  workers: EarlyWorkers
): Promise<OpenedStore> {
  const shutdown = Effect.runSync(makeShutdownDeferred)
  const store = await createStorePromise({
    schema,
    storeId,
    adapter: makePersistedAdapter({
      storage: { type: 'opfs' },
      worker: workers.leader,
      sharedWorker: workers.shared,
      // LiveStore's own default lives in sessionStorage, which a duplicated tab copies.
      sessionId: crypto.randomUUID().slice(0, 8),
      // LiveStore's fast path reads the file of the database past the worker that writes it, and meets half a transaction when
      // that worker is starting or was ended in the middle of one: "database disk image is malformed" was seen.
      experimental: { disableFastPath: true },
    }),
    syncPayloadSchema: Schema.Struct({ userId: Schema.String }),
    syncPayload: { userId },
    shutdownDeferred: shutdown,
    batchUpdates: unstable_batchedUpdates,
    confirmUnsavedChanges: false,
    disableDevtools: true,
    logLevel: LogLevel.Error,
  })
  const hasShutDown = Effect.runPromise(Deferred.await(shutdown).pipe(Effect.exit))
  return { store: store as unknown as LoftStore, hasShutDown }
}
