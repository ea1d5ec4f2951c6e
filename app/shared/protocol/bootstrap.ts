/**
 * `GET /bootstrap`: what a chat needs offline and does not sync. Kept in IndexedDB per user; the stale copy serves offline.
 * Answered with 401 and `{ error: { code: 'SIGNED_OUT' } }` without a session.
 */
export interface Bootstrap {
  user: { id: string; isGuest: boolean; username: string | null; email: string | null }
  /** The LiveStore store of this user. */
  storeId: string
  models: BootstrapModel[]
  defaultModel: string
  schemaVersion: number
}

export interface BootstrapModel {
  id: string
  name: string
  /** A demonstration that is not a real model; the screen says so. */
  isDemo: boolean
}
