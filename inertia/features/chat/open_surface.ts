import { useSyncExternalStore } from 'react'
import { Observable } from '~/livestore/state/observable'

/** What lies over the chat. Opened from the composer, which stands outside the database, and shown inside it. */
export type Surface =
  | { type: 'models' }
  /** A model for one more answer beside this one. */
  | { type: 'models_for_answer'; current: string | null; onPick: (model: string) => void }
  | { type: 'settings' }

const open = new Observable<Surface | null>(null)

export const openSurface = (surface: Surface) => open.set(surface)
export const closeSurface = () => open.set(null)
export const useOpenSurface = () => useSyncExternalStore(open.subscribe, open.get)
