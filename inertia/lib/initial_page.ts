import type { Page } from '@inertiajs/core'
import { pageOfShell } from '~/lib/page_route'

/**
 * The page object the document came with. It may come from the app shell that the service worker keeps: its address and its
 * component are then the shell's and must become the real ones before Inertia writes them into the history.
 */
export function readInitialPage(): { page: Page; assetVersion: string | null } {
  const source = document.querySelector('script[data-page="app"]')?.textContent
  if (!source) throw new Error('The document carries no page')
  const { version, ...page } = JSON.parse(source) as Page
  // No page of the history carries a version: after an update, "back" would otherwise ask the server for one that needs none.
  const unversioned = { ...page, version: null }
  const assetVersion = version ?? null
  if (page.component !== 'chat') return { page: unversioned, assetVersion }
  const { pathname, search } = window.location
  return {
    page: { ...unversioned, component: pageOfShell(pathname), url: pathname + search },
    assetVersion,
  }
}
