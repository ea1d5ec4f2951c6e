import { useSyncExternalStore } from 'react'

/** A message to be brought into view once its chat is on screen, with what was searched for in it. */
export interface MessageTarget {
  chatId: string
  messageId: string
  words: readonly string[]
}

let target: MessageTarget | null = null
const listeners = new Set<() => void>()

export function aimAt(next: MessageTarget | null): void {
  target = next
  for (const listener of listeners) listener()
}

export const useMessageTarget = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => target
  )
