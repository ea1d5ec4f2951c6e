import type { KeyboardEvent } from 'react'

/** Enter sends, except with Shift and while an input method composes (229 is what Safari says then). */
export function isSendKey(event: KeyboardEvent): boolean {
  const isComposing = event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229
  return event.key === 'Enter' && !event.shiftKey && !isComposing
}
