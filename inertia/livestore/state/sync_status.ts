import type { SyncState } from '~/livestore/api'
import type { WorkerStatus } from '~/livestore/wire/wire_messages'

/** What is true about this device's sync, from what the worker reports and what waits in the outbox. */
export function syncStateOf(
  worker: Pick<WorkerStatus, 'connection' | 'problem' | 'isCatchingUp'> | undefined,
  waiting: number,
  problem: Extract<SyncState, { type: 'stuck' }>['reason'] | null
): SyncState {
  const reason = problem ?? worker?.problem
  if (reason) return { type: 'stuck', waiting, reason }
  if (worker?.connection !== 'open') return { type: 'offline', waiting }
  return waiting > 0 || worker.isCatchingUp ? { type: 'syncing', waiting } : { type: 'synced' }
}

export function isSameState(a: SyncState, b: SyncState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
