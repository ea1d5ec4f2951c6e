import { useSyncExternalStore } from 'react'

/** Whether the list of chats is hidden on wide screens; kept per device. */
const KEY = 'loft:sidebar-hidden'

let isHidden = localStorage.getItem(KEY) === 'yes'
const listeners = new Set<() => void>()

export function toggleSidebar(): void {
  isHidden = !isHidden
  if (isHidden) localStorage.setItem(KEY, 'yes')
  else localStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

export const useIsSidebarHidden = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => isHidden
  )
