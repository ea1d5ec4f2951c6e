import { useState } from 'react'
import { MarkedText } from '~/components/marked_text'
import { chatPath, openChat } from '~/lib/chat_route'
import { excerpt } from '~/lib/match_ranges'
import { useLocalDatabase } from '~/livestore/hooks'
import { useReadOnce } from '~/livestore/read_once'
import { showMessage } from '../commands'
import { foundTime } from '../found_time'
import type { FoundMessage } from '../find_messages'
import type { ChatResults } from '../group_results'
import { plainWords } from '../plain_words'

const FEW = 3

interface SearchResultsProps {
  results: readonly ChatResults[]
  words: readonly string[]
}

export function SearchResults({ results, words }: SearchResultsProps) {
  return (
    <ol className="divide-y">
      {results.map((group) => (
        <ChatResult key={group.chat.id} {...group} words={words} />
      ))}
    </ol>
  )
}

function ChatResult({ chat, messages, words }: ChatResults & { words: readonly string[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? messages : messages.slice(0, FEW)
  return (
    <li className="py-3.5">
      <div className="flex items-center gap-2">
        <a
          data-result
          href={chatPath(chat.id)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            openChat(chat.id)
          }}
          className="min-w-0 truncate rounded-sm text-base font-[600] hover:underline"
        >
          <MarkedText text={chat.title ?? 'New chat'} words={words} />
        </a>
        {chat.pinned_at !== null && <Tag>Pinned</Tag>}
        {chat.archived_at !== null && <Tag>Archived</Tag>}
        <span className="ml-auto shrink-0 text-xs text-muted-foreground tabular-nums">
          {foundTime(messages[0]?.created_at ?? chat.last_message_at)}
        </span>
      </div>
      {shown.map((message) => (
        <MessageResult key={message.id} message={message} words={words} />
      ))}
      {messages.length > shown.length && (
        <button
          type="button"
          onClick={() => setShowsAll(true)}
          className="mt-1.5 rounded-sm text-xs text-link hover:underline sm:ml-14 pointer-coarse:min-h-11"
        >
          {messages.length - shown.length} more in this chat
        </button>
      )}
    </li>
  )
}

function MessageResult({ message, words }: { message: FoundMessage; words: readonly string[] }) {
  const database = useLocalDatabase()
  const read = useReadOnce()
  const content = message.role === 'user' ? message.content : plainWords(message.content)
  const show = () =>
    void showMessage(database, read, { chatId: message.chat_id, messageId: message.id, words })
  return (
    <a
      data-result
      href={chatPath(message.chat_id)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        show()
      }}
      className="-mx-2 mt-1 grid grid-cols-[56px_minmax(0,1fr)] rounded-md px-2 py-1 text-[0.875rem] leading-[1.375rem] hover:bg-muted"
    >
      <span className="text-xs leading-[1.375rem] text-muted-foreground">
        {message.role === 'user' ? 'You' : 'Answer'}
      </span>
      <span className="line-clamp-3 break-words">
        <MarkedText text={excerpt(content, words)} words={words} />
      </span>
    </a>
  )
}

function Tag({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded-xs bg-secondary px-1.5 text-2xs font-[550] text-muted-foreground">
      {children}
    </span>
  )
}
