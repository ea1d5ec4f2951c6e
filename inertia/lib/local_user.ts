/**
 * Who used this browser last. Read before anything else, without waiting: it names the drafts, the cached bootstrap and the
 * database to open.
 */
const KEY = 'loft:user'

export function localUserId(): string | null {
  return localStorage.getItem(KEY)
}

export function rememberLocalUser(userId: string): void {
  localStorage.setItem(KEY, userId)
}

export function forgetLocalUser(userId: string): void {
  if (localUserId() === userId) localStorage.removeItem(KEY)
}

/** What this person typed here and never sent, as the composers keep it. */
export function draftsOf(userId: string): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(`loft:${userId}:draft:`))
    .map((key) => localStorage.getItem(key) ?? '')
    .filter((draft) => draft.trim() !== '')
}
