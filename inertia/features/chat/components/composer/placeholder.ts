interface Situation {
  isOffline: boolean
  isAnswering: boolean
  isTemporary: boolean
  chatId: string | null
  /** One line has room for few words: a second one would push the chat up and down. */
  isNarrow: boolean
}

/** What the empty composer says: what becomes of the next question. */
export function placeholder(situation: Situation): string {
  const { isOffline, isAnswering, isTemporary, chatId, isNarrow } = situation
  if (isTemporary) {
    if (isOffline) return isNarrow ? 'Needs a connection' : 'A temporary chat needs a connection'
    if (!isAnswering) return isNarrow ? 'Ask anything' : 'Ask anything. Nothing of it is kept'
    return isNarrow ? 'Stop the answer, or wait' : 'Stop the answer, or wait, then ask on'
  }
  if (isOffline) {
    return isNarrow
      ? 'Keep writing. It is asked later'
      : 'Keep writing. It is asked when you are back online'
  }
  if (isAnswering && !isNarrow) return 'Write the next question; it is asked when this answer ends'
  return chatId === null ? 'Ask anything' : 'Write the next question'
}
