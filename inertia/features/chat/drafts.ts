import { localUserId } from '~/lib/local_user'

/**
 * What is typed and not sent, per person and chat. In localStorage because it can be read before the first paint: no moment
 * exists in which a restored draft could overwrite what is being typed.
 */
const keyOf = (userId: string, chatId: string | null) => `loft:${userId}:draft:${chatId ?? 'new'}`

export function readDraft(userId: string, chatId: string | null): string {
  return localStorage.getItem(keyOf(userId, chatId)) ?? ''
}

/** False when the browser has no room for it. */
export function storeDraft(userId: string, chatId: string | null, text: string): boolean {
  // A page stores its draft when it is left, also when it is left because this person signed out and was forgotten.
  if (localUserId() !== userId) return true
  try {
    if (text === '') localStorage.removeItem(keyOf(userId, chatId))
    else localStorage.setItem(keyOf(userId, chatId), text)
    return true
  } catch {
    return false
  }
}
