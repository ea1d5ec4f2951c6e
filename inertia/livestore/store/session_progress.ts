import { StoreInternalsSymbol } from '@livestore/livestore'
import { Effect } from '@livestore/utils/effect'
import type { LoftStore } from './create_store'

export interface SessionProgress {
  /** How far this tab's tables have come in the log. */
  head: number
  /** Events of this tab that LiveStore's leader has not confirmed to it. */
  pending: number
}

/** LiveStore 0.4.0 tells this nowhere in public. */
export function sessionProgress(store: LoftStore): SessionProgress {
  const { syncProcessor } = store[StoreInternalsSymbol]
  const { upstreamHead, pending } = Effect.runSync(syncProcessor.syncState.get)
  return { head: upstreamHead.global, pending: pending.length }
}
