import { useRef, useSyncExternalStore } from 'react'
import { shownContext } from '../shown_context'

export interface ContextMarkPlace {
  /** The first message that the model reads. */
  firstId: string
  leftOut: number
  isFull: boolean
}

/** Where the mark stands, with what is written in the composer counted in. Renders only when it moves. */
export function useContextMark(chatId: string): ContextMarkPlace | null {
  const before = useRef<ContextMarkPlace | null>(null)
  return useSyncExternalStore(shownContext.subscribe, () => {
    const shown = shownContext.get()
    const {
      firstId = null,
      leftOut = 0,
      isFull = false,
    } = shown?.chatId === chatId ? shown.next : {}
    const isSame =
      (before.current?.firstId ?? null) === firstId &&
      (before.current?.leftOut ?? 0) === leftOut &&
      (before.current?.isFull ?? false) === isFull
    if (!isSame) before.current = firstId === null ? null : { firstId, leftOut, isFull }
    return before.current
  })
}
