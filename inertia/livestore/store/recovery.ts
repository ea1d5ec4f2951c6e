import { openWire, type WireMessage } from '~/livestore/wire/wire_messages'
import { removeStoreFiles } from './origin_files'

/** Tabs notice at about the same time; what another has just begun need not be begun again, and must not count as having failed. */
const underWayMs = 5_000

/** Two recoveries closer together than this did not help; a third will not either. */
const patienceMs = 60_000

const resetMark = (userId: string) => `loft:reset:${userId}`
const lastRecovery = (userId: string) => `loft:recovered:${userId}`

/**
 * What to do when the local database is stuck, replaced or broken. First all tabs reload, which loses nothing: whatever did not
 * reach the database is in the outbox and is committed again. If that was tried a moment ago, the local copy of the log is
 * thrown away too; it comes back from the server, and the outbox on top of it.
 * Returns false when both were tried a moment ago.
 */
export function recover(userId: string, needsReset = false): boolean {
  const tried = JSON.parse(localStorage.getItem(lastRecovery(userId)) ?? '{}') as {
    at?: number
    wasReset?: boolean
  }
  const age = Date.now() - (tried.at ?? 0)
  if (age < underWayMs && (tried.wasReset || !needsReset)) return true
  const isRecent = age < patienceMs
  if (isRecent && tried.wasReset) return false
  const isReset = needsReset || isRecent
  localStorage.setItem(lastRecovery(userId), JSON.stringify({ at: Date.now(), wasReset: isReset }))
  if (isReset) localStorage.setItem(resetMark(userId), 'yes')
  sendTabsAway(userId)
  location.reload()
  return true
}

/** Tells the other tabs of this person to let go of the database; without `to` they reload. */
export function sendTabsAway(userId: string, to?: string): void {
  const wire = openWire(userId)
  wire.postMessage({ type: 'leave', to } satisfies WireMessage)
  wire.close()
}

/** Carries out a reset that was asked for before the reload. Runs before the store opens, in one tab at a time. */
export async function resetIfMarked(userId: string, storeId: string): Promise<void> {
  if (localStorage.getItem(resetMark(userId)) === null) return
  await navigator.locks.request(`loft:reset:${userId}`, async () => {
    if (localStorage.getItem(resetMark(userId)) === null) return
    await removeStoreFiles(storeId)
    localStorage.removeItem(resetMark(userId))
  })
}

export function forgetRecoveries(userId: string): void {
  localStorage.removeItem(resetMark(userId))
  localStorage.removeItem(lastRecovery(userId))
}
