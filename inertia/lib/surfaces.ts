import { useSyncExternalStore } from 'react'

/** What lies above the whole app; at most one at a time. */
export type Surface = 'palette' | 'help' | null

let open: Surface = null
const listeners = new Set<() => void>()

export function openSurface(next: Surface): void {
  open = next
  for (const listener of listeners) listener()
}

export const useSurface = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => open
  )
