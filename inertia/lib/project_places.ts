import { useSyncExternalStore } from 'react'
import { Observable } from '~/livestore/state/observable'
import { openChat } from './chat_route'

export const projectPath = (projectId: string) => `/projects/${projectId}`

const moving = new Observable<string | null>(null)

/** Asks into which project a chat is to go; null ends the asking. */
export const askWhereToMove = (chatId: string | null) => moving.set(chatId)
export const useChatToMove = () => useSyncExternalStore(moving.subscribe, moving.get)

let nextProject: string | null = null

/** Opens a new chat that will be in a project. */
export function startChatIn(projectId: string): void {
  nextProject = projectId
  openChat(null)
}

/** The project that the new chat was started in; told once. */
export function takeNextProject(): string | null {
  const taken = nextProject
  nextProject = null
  return taken
}
