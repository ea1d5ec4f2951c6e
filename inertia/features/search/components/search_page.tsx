import { router, usePage } from '@inertiajs/react'
import { Search, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '~/components/button'
import { Pane } from '~/components/mark'
import { useReadOnce } from '~/livestore/read_once'
import { chatsOf, findChats } from '../find_messages'
import { groupResults } from '../group_results'
import { useMessageSearch } from '../hooks'
import { SearchResults } from './search_results'

const MOST_MESSAGES = 200
const MOST_CHATS = 50

/** Everything on this device, by plain words. The search stands in the address, so that going back finds it again. */
export function SearchPage() {
  const given = new URL(usePage().url, window.location.origin).searchParams.get('q') ?? ''
  const [typed, setTyped] = useState(given)
  const page = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const written = useRef(given)
  const read = useReadOnce()
  const { words, messages, took } = useMessageSearch(typed, MOST_MESSAGES, 150)
  const results = useMemo(() => {
    if (words.length === 0) return []
    const byTitle = findChats(read, words, MOST_CHATS)
    const chatIds = [...new Set(messages.map((message) => message.chat_id))]
    return groupResults(byTitle, messages, chatsOf(read, chatIds))
  }, [read, words, messages])

  useEffect(() => {
    const timer = setTimeout(() => {
      const url = typed === '' ? '/search' : `/search?q=${encodeURIComponent(typed)}`
      const here = window.location.pathname + window.location.search
      if (here === url || window.location.pathname !== '/search') return
      written.current = typed
      router.replace({ component: 'search', url, props: {}, preserveState: true })
    }, 400)
    return () => clearTimeout(timer)
  }, [typed])
  // Somebody searched again from the palette; what this field wrote itself may be older than what stands in it.
  useEffect(() => {
    if (given !== written.current) setTyped(given)
    written.current = given
  }, [given])

  const links = () => [...(page.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])]
  const onKeyDown = (event: KeyboardEvent) => {
    const all = links()
    const at = all.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Enter' && document.activeElement === field.current) {
      const first = all.find((link) => link.matches('.grid')) ?? all[0]
      first?.click()
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      all[Math.min(at + 1, all.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      if (at <= 0) field.current?.focus()
      else all[at - 1]?.focus()
    }
  }

  return (
    <div ref={page} role="search" onKeyDown={onKeyDown} className="mx-auto max-w-[760px]">
      <h1 className="sr-only">Search</h1>
      <div className="flex h-11.5 items-center gap-2.5 rounded-lg border border-input bg-card px-3 focus-within:outline-2 focus-within:outline-ring">
        <Search size={18} aria-hidden="true" className="shrink-0 text-muted-foreground" />
        <input
          ref={field}
          autoFocus
          type="search"
          aria-label="Search chats and messages"
          placeholder="Search chats and messages"
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          className="min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground [&::-webkit-search-cancel-button]:hidden"
        />
        {typed !== '' && (
          <IconButton
            label="Clear the search"
            className="-mr-2"
            onClick={() => {
              setTyped('')
              field.current?.focus()
            }}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <p role="status" className="my-3 min-h-[18px] text-xs text-muted-foreground tabular-nums">
        {foundWords(words, messages.length, results.length, took)}
      </p>
      <SearchResults results={results} words={words} />
      <p className="mt-4.5 flex items-center gap-2 text-xs text-muted-foreground">
        <Pane fill="full" />
        Only this device is searched, so it works offline.
      </p>
    </div>
  )
}

function foundWords(
  words: readonly string[],
  messages: number,
  chats: number,
  took: number | null
): string {
  if (took === null) return 'Searching'
  if (words.length === 0) return 'Type a word or a part of one.'
  if (chats === 0) return 'Nothing on this device contains all of these words.'
  const most = messages >= MOST_MESSAGES ? 'The newest ' : ''
  const matches = `${messages} ${messages === 1 ? 'match' : 'matches'}`
  return `${most}${matches} in ${chats} ${chats === 1 ? 'chat' : 'chats'}, ${Math.round(took)} ms, on this device`
}
