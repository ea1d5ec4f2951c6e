import { useMemo } from 'react'
import { useLiveQuery } from '~/livestore/hooks'
import type { ChatListRow } from '../chat_groups'
import type { ListItem, ListLayout } from '../list_layout'
import { chatPage } from '../queries'

const STEP = 100
const MOST_PINNED = 500

interface WindowOptions {
  layout: ListLayout
  /** Lines on screen, the last included. */
  first: number
  last: number
  pinned: number
  isArchive: boolean
  without: readonly string[]
}

/** The chats of the lines on screen and some around them: the query changes every hundred lines, not with every one. */
export function useChatWindow(options: WindowOptions): (item: ListItem) => ChatListRow | undefined {
  const { layout, first, last, isArchive, without } = options
  const places: number[] = []
  for (const index of [first, last]) {
    const at = index < layout.length ? layout.chatFrom(index, index === first ? 1 : -1) : -1
    const item = at >= 0 ? layout.item(at) : null
    if (item?.type === 'chat' && item.part === 'rest') places.push(item.at)
  }
  const offset = Math.floor(Math.min(...places, Infinity) / STEP) * STEP || 0
  const from = Number.isFinite(offset) ? offset : 0
  const end = Math.max(...places, 0)
  const limit = Math.max(2 * STEP, (Math.floor((end - from) / STEP) + 1) * STEP)
  const part = isArchive ? 'archived' : 'rest'
  const rest = useLiveQuery(
    useMemo(() => chatPage({ part, offset: from, limit, without }), [part, from, limit, without])
  )
  const mostPinned = isArchive ? 0 : Math.min(options.pinned, MOST_PINNED)
  const pinned = useLiveQuery(
    useMemo(
      () => chatPage({ part: 'pinned', offset: 0, limit: mostPinned, without }),
      [mostPinned, without]
    )
  )
  return (item) => {
    if (item.type === 'heading') return undefined
    return item.part === 'pinned' ? pinned[item.at] : rest[item.at - from]
  }
}
