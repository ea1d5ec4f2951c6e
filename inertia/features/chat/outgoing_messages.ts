import { useSyncExternalStore } from 'react'
import type { Attachment } from '#shared/attachments'
import type { AttachedDocument } from '#shared/documents'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'

/** A message between Enter and the database. The one way a message takes, whether the database is open already or not. */
export interface OutgoingMessage {
  chatId: string
  isNewChat: boolean
  messageId: string
  answerId: string
  eventIds: { chat: string; message: string; answer: string }
  text: string
  attachments?: readonly Attachment[]
  documents?: readonly AttachedDocument[]
  /** null: the model that the chat, or every new chat, asks. */
  model: string | null
  /** What a new chat starts with, and what was set for this question alone; absent in what an older page left behind. */
  chatSettings?: ChatSettings | null
  settings?: AnswerSettings
  /** Where a new chat begins. */
  projectId?: string | null
  writtenAt: number
}

export interface ReturnedMessage {
  chatId: string
  text: string
}

type Listener = () => void

/** Kept in localStorage until the outbox has them: Enter may be pressed before the database is open, and the tab closed. */
class OutgoingMessages {
  #userId: string | null = null
  #waiting: readonly OutgoingMessage[] = []
  #listeners = new Set<Listener>()
  #onReturn: ((message: ReturnedMessage) => void) | null = null

  readonly subscribe = (listener: Listener) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly get = () => this.#waiting

  /** Loads what a person left behind. What was written before the person was known becomes theirs. */
  belongTo(userId: string | null): void {
    if (userId === this.#userId) return
    const unowned = this.#userId === null ? this.#waiting : []
    this.#userId = userId
    this.#set([...(userId === null ? [] : read(userId)), ...unowned])
  }

  add(message: OutgoingMessage): void {
    this.#set([...this.#waiting, message])
  }

  done(message: OutgoingMessage): void {
    this.#set(this.#waiting.filter(({ messageId }) => messageId !== message.messageId))
  }

  /** The database could not keep it: the text goes back to where it was written. */
  giveBack(message: OutgoingMessage): void {
    this.#onReturn?.(message)
    this.done(message)
  }

  onReturn(react: (message: ReturnedMessage) => void): () => void {
    this.#onReturn = react
    return () => {
      if (this.#onReturn === react) this.#onReturn = null
    }
  }

  #set(waiting: readonly OutgoingMessage[]): void {
    this.#waiting = waiting
    if (this.#userId !== null) write(this.#userId, waiting)
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = (userId: string) => `loft:${userId}:outgoing`

function read(userId: string): OutgoingMessage[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]') as OutgoingMessage[]
  } catch {
    return []
  }
}

function write(userId: string, waiting: readonly OutgoingMessage[]): void {
  try {
    if (waiting.length === 0) localStorage.removeItem(keyOf(userId))
    else localStorage.setItem(keyOf(userId), JSON.stringify(waiting))
  } catch {
    // Full storage: the message stays in memory and the database, with its own quota, is about to take it.
  }
}

export const outgoingMessages = new OutgoingMessages()

export const useOutgoingMessages = () =>
  useSyncExternalStore(outgoingMessages.subscribe, outgoingMessages.get)
