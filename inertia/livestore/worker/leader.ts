import { makeWorker } from '@livestore/adapter-web/worker'
import { LogLevel, Schema } from '@livestore/utils/effect'
import { schema } from '~/livestore/schema'
import { makeSyncBackend } from './sync_backend'

/** Constant for the life of a store: LiveStore refuses a second tab whose payload differs, so nothing that expires belongs here. */
export const SyncPayload = Schema.Struct({ userId: Schema.String })

makeWorker({
  schema,
  logLevel: LogLevel.Error,
  syncPayloadSchema: SyncPayload,
  sync: {
    backend: makeSyncBackend,
    initialSyncOptions: { _tag: 'Skip' },
    // The default ends syncing silently; a shutdown is seen and recovered from.
    onSyncError: 'shutdown',
    // 'reset' would delete pending events before any of our code runs.
    onBackendIdMismatch: 'shutdown',
  },
})
