import { createContext, useLayoutEffect, useState, type RefObject } from 'react'

type Hear = (isNear: boolean) => void

/** Tells elements of a scroller when they come near the screen and when they leave. */
export class NearScreen {
  readonly #watched = new Map<Element, Hear>()
  #observer: IntersectionObserver | null = null

  watch(element: Element, hear: Hear): () => void {
    this.#watched.set(element, hear)
    this.#observer?.observe(element)
    return () => {
      this.#watched.delete(element)
      this.#observer?.unobserve(element)
    }
  }

  /** Two screens in both directions: scrolling meets whole messages only. */
  attach(root: Element): () => void {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          this.#watched.get(target)?.(isIntersecting)
      },
      { root, rootMargin: '200% 0px' }
    )
    this.#observer = observer
    for (const element of this.#watched.keys()) observer.observe(element)
    return () => {
      observer.disconnect()
      this.#observer = null
    }
  }
}

export const NearScreenContext = createContext(new NearScreen())

/** One observer for all messages of a chat. */
export function useNearScreen(scroller: RefObject<Element | null>): NearScreen {
  const [nearScreen] = useState(() => new NearScreen())
  useLayoutEffect(() => {
    if (scroller.current) return nearScreen.attach(scroller.current)
  }, [nearScreen, scroller])
  return nearScreen
}
