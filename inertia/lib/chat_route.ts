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

export function openChat(chatId: string | null): void {
  if (window.location.pathname !== chatPath(chatId)) router.push(visit(chatPath(chatId)))
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
