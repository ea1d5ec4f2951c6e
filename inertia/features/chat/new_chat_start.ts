import { useSyncExternalStore } from 'react'
import type { ChatSettings } from '#shared/events/fields'
import { Observable } from '~/livestore/state/observable'

/** What was arranged for a chat before its first message makes it; null where the person's defaults count. */
export interface NewChatStart {
  model: string | null
  settings: ChatSettings | null
  /** Absent in what an older page left behind. */
  projectId?: string | null
}

const untouched: NewChatStart = { model: null, settings: null }
const keyOf = (userId: string) => `loft:${userId}:new-chat`

/** Kept beside the draft of the new chat: both survive a reload, and both go with the first message. */
class NewChatStarts {
  readonly #start = new Observable(untouched)
  #userId: string | null = null

  readonly subscribe = this.#start.subscribe
  readonly get = this.#start.get

  belongTo(userId: string | null): void {
    if (userId === this.#userId) return
    this.#userId = userId
    this.#start.set(userId === null ? untouched : read(userId))
  }

  change(change: Partial<NewChatStart>): void {
    this.#set({ ...this.get(), ...change })
  }

  /** The first message took it along. */
  clear(): void {
    this.#set(untouched)
  }

  #set(start: NewChatStart): void {
    this.#start.set(start)
    if (this.#userId === null) return
    try {
      if (start === untouched) localStorage.removeItem(keyOf(this.#userId))
      else localStorage.setItem(keyOf(this.#userId), JSON.stringify(start))
    } catch {
      // Full storage: it is kept as long as the page.
    }
  }
}

function read(userId: string): NewChatStart {
  try {
    const value = JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null') as NewChatStart | null
    return value ?? untouched
  } catch {
    return untouched
  }
}

export const newChatStart = new NewChatStarts()
export const useNewChatStart = () => useSyncExternalStore(newChatStart.subscribe, newChatStart.get)
