import type { ChosenDocument } from './take_in_document'

/** A document of a message that is being written. */
export interface DraftDocument extends ChosenDocument {
  /** It was in the library before: taking it out of the draft leaves it there. */
  isFromLibrary?: true
}

const keyOf = (userId: string, chatId: string | null) =>
  `loft:${userId}:draft-documents:${chatId ?? 'new'}`

export function readDraftDocuments(userId: string | null, chatId: string | null): DraftDocument[] {
  if (userId === null) return []
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId, chatId)) ?? '[]') as DraftDocument[]
  } catch {
    return []
  }
}

export function storeDraftDocuments(
  userId: string,
  chatId: string | null,
  documents: readonly DraftDocument[]
): void {
  try {
    if (documents.length === 0) localStorage.removeItem(keyOf(userId, chatId))
    else localStorage.setItem(keyOf(userId, chatId), JSON.stringify(documents))
  } catch {
    // Full storage: they stay with this page.
  }
}
