import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { lineStarts, visibleRange } from './visible_range'

interface VisibleLinesOptions {
  scroller: RefObject<HTMLElement | null>
  count: number
  /** Another function means other heights. */
  heightOf: (index: number) => number
  /** How many lines beside those on screen are there at least. */
  ahead: number
}

/** Which lines of a long list are rendered, and where: their heights are known, so nothing is measured. */
export function useVisibleLines({ scroller, count, heightOf, ahead }: VisibleLinesOptions) {
  const starts = useMemo(() => lineStarts(count, heightOf), [count, heightOf])
  const [view, setView] = useState({ top: 0, height: window.innerHeight })
  const range = visibleRange(starts, view.top, view.height, ahead)
  const shown = useRef({ starts, range })
  shown.current = { starts, range }

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const next = { top: element.scrollTop, height: element.clientHeight }
      const { first, last } = visibleRange(shown.current.starts, next.top, next.height, ahead)
      const { range: before } = shown.current
      return first === before.first && last === before.last ? null : next
    }
    // At once: the frame that shows the new place must not show it empty.
    const onScroll = () => {
      const next = look()
      if (next) flushSync(() => setView(next))
    }
    const observer = new ResizeObserver(() => setView((before) => look() ?? before))
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, ahead])

  /** The least way there. */
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current
      const start = shown.current.starts[index]
      const end = shown.current.starts[index + 1]
      if (!element || start === undefined || end === undefined) return
      const { scrollTop, clientHeight } = element
      if (start < scrollTop) element.scrollTop = start
      else if (end > scrollTop + clientHeight) element.scrollTop = end - clientHeight
    },
    [scroller]
  )

  return { ...range, starts, totalHeight: starts.at(-1)!, scrollTo }
}
