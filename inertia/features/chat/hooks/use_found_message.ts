import { useEffect, useRef, type RefObject } from 'react'
import { highlightWords } from '~/lib/highlight_words'
import { aimAt, useMessageTarget } from '~/lib/message_target'
import type { Step } from './use_conversation'

/** Brings a message that was searched for into view, focuses it and marks the words. Messages carry `data-message`. */
export function useFoundMessage(
  scroller: RefObject<HTMLElement | null>,
  chatId: string,
  path: readonly Step[]
): void {
  const target = useMessageTarget()
  const unmark = useRef<(() => void) | null>(null)
  const isHere = target?.chatId === chatId
  const isOnPath = isHere && path.some(({ message }) => message.id === target.messageId)

  useEffect(() => {
    if (!target || !isOnPath) return
    const id = CSS.escape(target.messageId)
    const element = scroller.current?.querySelector<HTMLElement>(`[data-message="${id}"]`)
    if (!element) return
    unmark.current?.()
    // What comes before it is measured only when it is near the screen: the second time it is where it belongs.
    const show = () => element.scrollIntoView({ block: 'center' })
    show()
    const frame = requestAnimationFrame(() => requestAnimationFrame(show))
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    unmark.current = highlightWords(element, target.words)
    const timer = setTimeout(() => aimAt(null), 400)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [target, isOnPath, scroller])

  useEffect(() => () => unmark.current?.(), [])
}
