import { useRef, useSyncExternalStore } from 'react'
import { shownContext } from '../shown_context'

export interface ContextMarkPlace {
  /** The first message that the model reads. */
  firstId: string
  leftOut: number
}

/** Where the mark stands, with what is written in the composer counted in. Renders only when it moves. */
export function useContextMark(chatId: string): ContextMarkPlace | null {
  const before = useRef<ContextMarkPlace | null>(null)
  return useSyncExternalStore(shownContext.subscribe, () => {
    const shown = shownContext.get()
    const { firstId = null, leftOut = 0 } = shown?.chatId === chatId ? shown.next : {}
    const isSame = before.current?.firstId === firstId && before.current?.leftOut === leftOut
    if (!isSame) before.current = firstId === null ? null : { firstId, leftOut }
    return before.current
  })
}
