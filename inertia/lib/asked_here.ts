import { localUserId } from '~/lib/local_user'

/** Whether this person has ever asked something, as far as this browser knows before its database is open. */
const keyOf = (userId: string) => `loft:${userId}:asked`

export function hasAskedHere(): boolean {
  const userId = localUserId()
  return userId !== null && localStorage.getItem(keyOf(userId)) !== null
}

export function rememberAsking(): void {
  const userId = localUserId()
  if (userId === null || hasAskedHere()) return
  try {
    localStorage.setItem(keyOf(userId), '1')
  } catch {
    // Full storage: the greeting of the first run shows once more.
  }
}
