import { limits } from '#shared/limits'
import type { LogPage } from './log_client'

/**
 * What came while LiveStore was busy, as few pages as fit: it takes back and repeats everything pending for every page that it is
 * given, so that a page per event would leave it behind for ever while it has much to push. Pages are not joined beyond the size
 * of a page, since the tab's main thread takes each in one go.
 */
export function joinPages(pages: Iterable<LogPage>): LogPage[] {
  const joined: LogPage[] = []
  for (const page of pages) {
    const last = joined.at(-1)
    if (last && last.events.length + page.events.length <= limits.pageEvents) {
      joined[joined.length - 1] = { ...page, events: [...last.events, ...page.events] }
    } else {
      joined.push(page)
    }
  }
  return joined
}
