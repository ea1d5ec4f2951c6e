import { useCallback, useLayoutEffect, useRef, useState } from 'react'

const NEAR = 80

/**
 * Opens at the end and stays there while the reader is near it. What grows below while they read further up is only
 * announced by `hasNewText`.
 */
export function useStickToEnd() {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const [hasNewText, setHasNewText] = useState(false)

  const scrollToEnd = useCallback(() => {
    const element = scroller.current
    if (!element) return
    sticks.current = true
    element.scrollTop = element.scrollHeight
    setHasNewText(false)
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    const grown = content.current
    if (!element || !grown) return
    let seen = 0
    let count = grown.childElementCount
    let newest = grown.lastElementChild
    const onScroll = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight
      sticks.current = distance < NEAR
      element.toggleAttribute('data-scrolled', element.scrollTop > 0)
      if (sticks.current) setHasNewText(false)
    }
    const observer = new ResizeObserver(() => {
      // A field inside that grows is being written in: its line must stay where it is.
      if (document.activeElement?.closest('textarea') && grown.contains(document.activeElement))
        return
      if (sticks.current) element.scrollTop = element.scrollHeight
      // Only what grows at the end is new: messages above change their height when they come near the screen.
      const { childElementCount, lastElementChild: last } = grown
      const height = last instanceof HTMLElement ? last.offsetHeight : 0
      // Nor is it what somebody unfolds in an answer that is whole.
      const isWriting = Boolean(last?.querySelector('[aria-busy=true]')) && height > seen + 1
      // Older messages of a chat that opens come above.
      const hasMore = childElementCount > count && last !== newest
      if (!sticks.current && (hasMore || isWriting)) setHasNewText(true)
      seen = height
      count = childElementCount
      newest = last
    })
    scrollToEnd()
    observer.observe(grown)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scrollToEnd])

  return { scroller, content, hasNewText, scrollToEnd }
}
