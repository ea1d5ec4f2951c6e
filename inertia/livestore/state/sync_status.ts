import type { SyncState } from '~/livestore/api'
import type { WorkerStatus } from '~/livestore/wire/wire_messages'

/** So many events on their way into the tables are history; fewer are the news of the moment and not worth a word. */
const historyEvents = 100

/** What is true about this device's sync, from what the worker reports and what waits in the outbox. */
export function syncStateOf(
  worker: Pick<WorkerStatus, 'connection' | 'problem' | 'isCatchingUp'> | undefined,
  waiting: number,
  problem: Extract<SyncState, { type: 'stuck' }>['reason'] | null,
  /** Events of the log that this tab's tables do not have yet. */
  behind = 0
): SyncState {
  const reason = problem ?? worker?.problem
  if (reason) return { type: 'stuck', waiting, reason }
  if (worker?.connection !== 'open') return { type: 'offline', waiting }
  const coming = worker.isCatchingUp || behind >= historyEvents ? behind : 0
  return waiting > 0 || worker.isCatchingUp || coming > 0
    ? { type: 'syncing', waiting, coming }
    : { type: 'synced' }
}

export function isSameState(a: SyncState, b: SyncState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
