import { memo, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { NearScreenContext } from '../hooks/near_screen'
import type { Message } from '../hooks/use_conversation'

interface MessageSlotProps {
  message: Message
  isLast: boolean
  /** Where the chat opens: no second look is needed to show it whole. */
  startsNear: boolean
  /** A mark between this message and the one before. */
  above?: ReactNode
  children: ReactNode
}

/**
 * A message's place. Far from the screen it holds nothing but the words, so that a long chat costs little and the browser's own
 * search still finds everything; near the screen the whole message.
 */
export function MessageSlot({ message, isLast, startsNear, above, children }: MessageSlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const nearScreen = useContext(NearScreenContext)
  const [isNear, setIsNear] = useState(startsNear || isLast)
  /** The same for the observer, which tells every message of a chat that opens where it is. */
  const wasNear = useRef(isNear)
  const isWhole = isNear || isLast || message.status === 'pending' || message.deleted_at !== null
  const containIntrinsicSize = useMemo(() => `auto ${estimatedHeight(message)}px`, [message])

  useEffect(() => {
    const element = place.current
    if (!element) return
    return nearScreen.watch(element, (isClose) => {
      if (isClose === wasNear.current || (!isClose && isInUse(element))) return
      wasNear.current = isClose
      setIsNear(isClose)
    })
  }, [nearScreen])

  return (
    <div
      ref={place}
      data-message={message.id}
      className={isLast ? '' : 'skip-offscreen -mx-3 px-3'}
      style={isLast ? undefined : { containIntrinsicSize }}
    >
      {above}
      {isWhole ? children : <FarMessage message={message} />}
    </div>
  )
}

/** Two elements, whatever the message says. */
const FarMessage = memo(function FarMessage({ message }: { message: Message }) {
  const isQuestion = message.role === 'user'
  return (
    <article
      aria-label={isQuestion ? 'You' : 'Answer'}
      className={`text-read break-words whitespace-pre-wrap ${isQuestion ? 'ml-auto w-fit max-w-[82%] py-2.5' : ''}`}
    >
      {message.content}
    </article>
  )
})

/** What somebody has opened, selected or is writing in stays as it is. */
function isInUse(element: HTMLElement): boolean {
  const selection = getSelection()
  const isSelected = selection?.isCollapsed === false && selection.containsNode(element, true)
  return (
    isSelected ||
    element.contains(document.activeElement) ||
    element.querySelector('textarea, details[open], iframe, dialog[open]') !== null
  )
}

/** Good enough for the scroll bar; once seen, the browser remembers the real one. */
function estimatedHeight({ role, content }: Message): number {
  const [columns, lineHeight, rest] = role === 'user' ? [62, 24, 56] : [84, 27, 76]
  let lines = 0
  for (let at = 0; at <= content.length && lines < 2_000;) {
    const end = content.indexOf('\n', at)
    const length = (end < 0 ? content.length : end) - at
    lines += length === 0 ? 0.5 : Math.ceil(length / columns)
    at += length + 1
  }
  return Math.round(lines * lineHeight + rest)
}
