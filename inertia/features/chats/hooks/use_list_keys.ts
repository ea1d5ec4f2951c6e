import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { ChatListRow } from '../chat_groups'
import type { ChatActions } from '../components/chat_menu'
import type { ListLayout } from '../list_layout'
import { useTypeAhead } from './use_type_ahead'

interface ListKeysOptions {
  scroller: RefObject<HTMLElement | null>
  layout: ListLayout
  isArchive: boolean
  without: readonly string[]
  chatAt: (index: number) => ChatListRow | undefined
  actions: ChatActions
  /** The line of the chat on screen, where it is among the rendered ones. */
  opened: number | undefined
}

const PAGE = 12

/** Arrows, Home, End, F2, Delete and typing the beginning of a title. One row is a stop of Tab, the others are reached by keys. */
export function useListKeys(options: ListKeysOptions) {
  const { scroller, layout, isArchive, without, chatAt, actions, opened } = options
  const [moved, setMoved] = useState<number | null>(null)
  const wantsFocus = useRef(false)
  const show = useRef<(index: number) => void>(() => {})
  const findByTitle = useTypeAhead({ layout, isArchive, without })
  const wanted = Math.min(moved ?? opened ?? 0, layout.length - 1)
  const below = layout.chatFrom(wanted, 1)
  const active = below >= 0 ? below : layout.chatFrom(wanted, -1)

  const moveTo = (index: number) => {
    if (index < 0) return
    wantsFocus.current = true
    setMoved(index)
    show.current(index)
  }
  // The row may be rendered only after the list has scrolled there.
  useEffect(() => {
    if (!wantsFocus.current) return
    const link = scroller.current?.querySelector<HTMLElement>(`[data-line="${active}"] a`)
    if (!link) return
    wantsFocus.current = false
    link.focus({ preventScroll: true })
  })

  const onFocus = (event: FocusEvent) => {
    const line = (event.target as Element).closest<HTMLElement>('[data-line]')?.dataset.line
    if (line !== undefined) setMoved(Number(line))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = (event.target as Element).matches('a')
    if (!isOnRow || event.metaKey || event.ctrlKey || event.altKey) return
    const chat = chatAt(active)
    const steps: Record<string, () => void> = {
      ArrowDown: () => moveTo(layout.chatFrom(active + 1, 1)),
      ArrowUp: () => moveTo(layout.chatFrom(active - 1, -1)),
      PageDown: () => moveTo(layout.chatFrom(Math.min(active + PAGE, layout.length - 1), -1)),
      PageUp: () => moveTo(layout.chatFrom(Math.max(active - PAGE, 0), 1)),
      Home: () => moveTo(layout.chatFrom(0, 1)),
      End: () => moveTo(layout.chatFrom(layout.length - 1, -1)),
      F2: () => chat && actions.startRenaming(chat),
      Delete: () => {
        if (!chat) return
        actions.remove(chat)
        wantsFocus.current = true
      },
    }
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      step()
    } else if (event.key.length === 1 && event.key !== ' ') {
      event.preventDefault()
      moveTo(findByTitle(event.key))
    }
  }
  return { active, onKeyDown, onFocus, show }
}
