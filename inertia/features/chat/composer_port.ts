import { useSyncExternalStore } from 'react'

/** What the composer, which stands outside the database, knows of the chat it belongs to. */
export interface ComposerPort {
  chatId: string
  /** The model chosen for the chat, if one was. */
  model: string | null
  chooseModel: ((model: string) => void) | null
  /** Stops the answers that run on the branch on screen; null when none does. */
  stop: (() => void) | null
}

let port: ComposerPort | null = null
const listeners = new Set<() => void>()

export function publishPort(next: ComposerPort | null): void {
  port = next
  for (const listener of listeners) listener()
}

export function useComposerPort(chatId: string | null): ComposerPort | null {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => port
  )
  return current?.chatId === chatId ? current : null
}
