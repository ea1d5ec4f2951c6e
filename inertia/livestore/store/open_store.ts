import LiveStoreSharedWorker from '@livestore/adapter-web/shared-worker?sharedworker'
import { makePersistedAdapter } from '@livestore/adapter-web'
import { createStorePromise, makeShutdownDeferred, type Store } from '@livestore/livestore'
import { Deferred, Effect, Schema } from '@livestore/utils/effect'
import { unstable_batchedUpdates } from 'react-dom'
import { schema } from '~/livestore/schema'
import LeaderWorker from '~/livestore/worker/leader.worker?worker'

export type LoftStore = Store<typeof schema>

export interface OpenedStore {
  store: LoftStore
  /** Settles when LiveStore has shut itself down: a synchronisation error, a replaced log, a reset in another tab. */
  hasShutDown: Promise<void>
}

/** Opens the database of one person. There is one store per person and it stays open above all pages: reopening quickly is unsafe. */
export async function openStore(userId: string, storeId: string): Promise<OpenedStore> {
  const shutdown = Effect.runSync(makeShutdownDeferred)
  const store = await createStorePromise({
    schema,
    storeId,
    adapter: makePersistedAdapter({
      storage: { type: 'opfs' },
      worker: LeaderWorker,
      sharedWorker: LiveStoreSharedWorker,
      // LiveStore's own default lives in sessionStorage, which a duplicated tab copies.
      sessionId: crypto.randomUUID().slice(0, 8),
    }),
    syncPayloadSchema: Schema.Struct({ userId: Schema.String }),
    syncPayload: { userId },
    shutdownDeferred: shutdown,
    batchUpdates: unstable_batchedUpdates,
    confirmUnsavedChanges: false,
    disableDevtools: true,
  })
  const hasShutDown = Effect.runPromise(Deferred.await(shutdown).pipe(Effect.exit, Effect.asVoid))
  return { store: store as unknown as LoftStore, hasShutDown }
}
