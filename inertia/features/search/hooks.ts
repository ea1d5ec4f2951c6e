import { useEffect, useMemo, useState } from 'react'
import { searchWords } from '~/lib/match_ranges'
import { useReadOnce } from '~/livestore/read_once'
import { findMessages, type FoundMessage } from './find_messages'

export interface MessageSearch {
  words: readonly string[]
  messages: readonly FoundMessage[]
  /** How long it took, in milliseconds; null while it runs. */
  took: number | null
}

/** Fewer letters match nearly everything. */
const LEAST = 2

/** What is found in messages, a moment after the last key; what an earlier word found stays until then. */
export function useMessageSearch(typed: string, most: number, pause: number): MessageSearch {
  const read = useReadOnce()
  const words = useMemo(() => searchWords(typed), [typed])
  const [search, setSearch] = useState<MessageSearch>({
    words: [],
    messages: [],
    took: words.length === 0 ? 0 : null,
  })

  useEffect(() => {
    const aborted = new AbortController()
    const isEmpty = words.join('').length < LEAST
    const run = async () => {
      const startedAt = performance.now()
      const show = (messages: readonly FoundMessage[], took: number | null) => {
        if (!aborted.signal.aborted) setSearch({ words, messages, took })
      }
      const found = isEmpty
        ? []
        : await findMessages(read, words, most, aborted.signal, (some) => show(some, null))
      show(found, performance.now() - startedAt)
    }
    const timer = setTimeout(() => void run(), isEmpty ? 0 : pause)
    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [read, words, most, pause])
  return search
}
