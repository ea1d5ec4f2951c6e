import type { Page } from '@inertiajs/core'

/**
 * The page object the document came with. A chat page may come from the app shell that the service worker keeps: its address
 * is then the shell's and must become the real one before Inertia writes it into the history. Its asset version goes too:
 * after an update, "back" would otherwise ask the server for a page that needs none.
 */
export function initialPage(): Page {
  const source = document.querySelector('script[data-page="app"]')?.textContent
  if (!source) throw new Error('The document carries no page')
  const page = JSON.parse(source) as Page
  if (page.component !== 'chat') return page
  return { ...page, url: window.location.pathname + window.location.search, version: null }
}
