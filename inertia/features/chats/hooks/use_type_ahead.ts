import { useRef } from 'react'
import { useReadOnce } from '~/livestore/read_once'
import type { ListLayout } from '../list_layout'
import { placeOfTitle } from '../queries'

const PAUSE = 700

interface TypeAheadOptions {
  layout: ListLayout
  isArchive: boolean
  without: readonly string[]
}

/** Collects what is typed in one go and finds the newest chat whose title begins with it; -1 when there is none. */
export function useTypeAhead({ layout, isArchive, without }: TypeAheadOptions) {
  const readOnce = useReadOnce()
  const typed = useRef({ words: '', at: 0 })
  return (letter: string): number => {
    const now = Date.now()
    const words = (now - typed.current.at > PAUSE ? '' : typed.current.words) + letter
    typed.current = { words, at: now }
    const parts = isArchive ? (['archived'] as const) : (['pinned', 'rest'] as const)
    for (const part of parts) {
      const [found] = readOnce<{ place: number }>(placeOfTitle(part, words, without))
      if (found) return layout.indexOf(part === 'pinned' ? 'pinned' : 'rest', found.place)
    }
    return -1
  }
}
