import { useSyncExternalStore } from 'react'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { Observable } from '~/livestore/state/observable'
import type { NextContext } from './next_context'

/** What the composer, which stands outside the database, knows of the chat it belongs to. */
export interface ComposerPort {
  /** null for a chat that does not exist yet. */
  chatId: string | null
  /** The model chosen for the chat, if one was. */
  model: string | null
  settings: ChatSettings
  /** Both are kept for the chat, whether it exists already or not. */
  change: (change: { model?: string; settings?: ChatSettings }) => void
  /** Stops the answers that run on the branch on screen; null when none does. */
  stop: (() => void) | null
  /** Asks the newest question again; null when there is none. */
  answerAgain: ((model: string) => void) | null
  /** Tokens of this person's usual answer of the chat's model; null when there was none. */
  usualOutput: number | null
  /** What the next question takes along, and how much of it this model can read. */
  contextFor: (model: string, settings: AnswerSettings, question: string) => NextContext
}

const current = new Observable<ComposerPort | null>(null)

export const publishPort = current.set.bind(current)

export function useComposerPort(chatId: string | null): ComposerPort | null {
  const port = useSyncExternalStore(current.subscribe, current.get)
  return port?.chatId === chatId ? port : null
}
