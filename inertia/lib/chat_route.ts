import { router, usePage } from '@inertiajs/react'

/** Chat pages differ by their address only: what they show comes from the local database, so no server is asked. */
const visit = (url: string) => ({
  component: 'chat',
  url,
  props: {},
  preserveState: true,
  preserveScroll: true,
})

export const chatPath = (chatId: string | null) => (chatId === null ? '/chat' : `/chat/${chatId}`)

type LeaveGuard = (go: () => void) => void

let guard: LeaveGuard | null = null

/** From now on opening a chat asks `next` first, which lets it happen or not. Returns how to stop that. */
export function guardLeaving(next: LeaveGuard | null): () => void {
  guard = next
  return () => {
    if (guard === next) guard = null
  }
}

export function openChat(chatId: string | null): void {
  const open = () => {
    if (window.location.pathname !== chatPath(chatId)) router.push(visit(chatPath(chatId)))
  }
  if (guard) guard(open)
  else open()
}

/** For a chat that has just come to be: "back" must not lead to the empty page it began on. */
export function becomeChat(chatId: string): void {
  router.replace(visit(chatPath(chatId)))
}

/** The chat that the address names; null for a new one. */
export function useChatId(): string | null {
  const { pathname } = new URL(usePage().url, window.location.origin)
  return /^\/chat\/([^/]+)$/.exec(pathname)?.[1] ?? null
}
