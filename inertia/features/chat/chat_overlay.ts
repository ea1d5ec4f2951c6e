import { useSyncExternalStore } from 'react'
import { Observable } from '~/livestore/state/observable'

/** What lies over the chat. Opened from the composer, which stands outside the database, and shown inside it. */
export type ChatOverlay =
  | { type: 'models' }
  /** A model for one more answer beside this one. */
  | { type: 'models_for_answer'; current: string | null; onPick: (model: string) => void }
  | { type: 'settings' }
  /** Beside the chat, where its sources are shown too. */
  | { type: 'documents' }

const open = new Observable<ChatOverlay | null>(null)

export const openOverlay = (overlay: ChatOverlay) => open.set(overlay)
export const closeOverlay = () => open.set(null)
export const useOverlay = () => useSyncExternalStore(open.subscribe, open.get)
