import { router } from '@inertiajs/react'

/** Pages that show nothing but this device: they open like chats, without asking a server. */
const localPages: Readonly<Record<string, string>> = {
  '/search': 'search',
  '/library': 'library',
  '/projects': 'projects',
  '/settings': 'settings/index',
  '/settings/appearance': 'settings/appearance',
  '/settings/device': 'settings/device',
}

/** The page of this device at an address; undefined when the server has it. */
const localPage = (path: string): string | undefined =>
  localPages[path] ?? (/^\/projects\/[^/]+$/.test(path) ? 'projects' : undefined)

/** Opens a page that is not a chat. The server is asked only for what it alone knows. */
export function openPage(path: string, { replace = false } = {}): void {
  const component = localPage(path.split('?')[0] ?? path)
  if (component === undefined) return router.visit(path, { replace, preserveScroll: true })
  const page = { component, url: path, props: {}, preserveState: true, preserveScroll: true }
  if (replace) router.replace(page)
  else router.push(page)
}

/** What stands in for a page of the server that could not be fetched; its address stays that of the page. */
export function unreachablePage(path: string): string {
  return path.startsWith('/settings') ? 'settings/unreachable' : 'errors/unreachable'
}

/** The page that the app shell has to become at an address. The service worker hands the shell out for chats, and for pages offline. */
export function pageOfShell(path: string): string {
  const isChat = path === '/shell' || path === '/chat' || path.startsWith('/chat/')
  return isChat ? 'chat' : (localPage(path) ?? unreachablePage(path))
}
