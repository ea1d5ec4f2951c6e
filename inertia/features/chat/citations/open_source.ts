import { useSyncExternalStore } from 'react'
import type { CitedPassage } from '#shared/documents'
import { closeOverlay } from '../chat_overlay'
import { Observable } from '~/livestore/state/observable'

/** The source that is open beside the chat, among those of its answer. */
export interface OpenSource {
  answerId: string
  /** The answer as far as it is written: what it says where it cites. */
  text: string
  passages: readonly CitedPassage[]
  number: number
}

const open = new Observable<OpenSource | null>(null)
let opener: Element | null = null

export function openSource(source: OpenSource): void {
  closeOverlay()
  if (open.get() === null) opener = document.activeElement
  open.set(source)
}

/** The focus goes back to what opened it. */
export function closeSource(): void {
  if (open.get() === null) return
  open.set(null)
  const back = opener
  opener = null
  requestAnimationFrame(() => back instanceof HTMLElement && back.isConnected && back.focus())
}

export const useOpenSource = () => useSyncExternalStore(open.subscribe, open.get)

/** The number that is open of an answer; null for none. Answers without it render no other time. */
export const useOpenNumber = (answerId: string) =>
  useSyncExternalStore(open.subscribe, () => {
    const source = open.get()
    return source?.answerId === answerId ? source.number : null
  })
