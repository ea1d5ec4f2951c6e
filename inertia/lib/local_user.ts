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
