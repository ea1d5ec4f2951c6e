import { MessageSquare, Search, Quote } from 'lucide-react'
import { useMemo, useState } from 'react'
import { MarkedText } from '~/components/marked_text'
import { CommandPalette } from '~/features/palette/components/command_palette'
import type { PaletteGroup } from '~/features/palette/palette_entry'
import { showMessage } from '~/features/search/commands'
import { chatsOf, findChats } from '~/features/search/find_messages'
import { foundTime } from '~/features/search/found_time'
import { plainWords } from '~/features/search/plain_words'
import { useMessageSearch } from '~/features/search/hooks'
import { openChat, useChatId } from '~/lib/chat_route'
import { excerpt, matchRanges, searchWords } from '~/lib/match_ranges'
import { openPage } from '~/lib/page_route'
import { useLocalDatabase } from '~/livestore/hooks'
import { useReadOnce } from '~/livestore/read_once'
import { paletteActions } from './palette_actions'

const FEW_CHATS = 6
const FEW_MESSAGES = 3
const MOST_MESSAGES = 50

const EXCERPT = 80
/** The match has to be in sight on a phone as well. */
const BEFORE = 12

const icon = { 'size': 16, 'aria-hidden': true } as const

/** Gives the palette what it finds: chats, messages, commands. */
export default function PaletteHost({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const database = useLocalDatabase()
  const read = useReadOnce()
  const openId = useChatId()
  const words = useMemo(() => searchWords(typed), [typed])
  const chats = useMemo(() => findChats(read, words, FEW_CHATS), [read, words])
  const found = useMessageSearch(typed, MOST_MESSAGES, 120)
  const titles = useMemo(() => {
    const ids = found.messages.slice(0, FEW_MESSAGES).map((message) => message.chat_id)
    return new Map(chatsOf(read, ids).map((chat) => [chat.id, chat.title ?? 'New chat']))
  }, [read, found.messages])
  const searchAll = () => openPage(`/search?q=${encodeURIComponent(typed.trim())}`)

  const groups: PaletteGroup[] = [
    {
      name: typed.trim() === '' ? 'Newest chats' : 'Chats',
      entries: chats.map((chat) => ({
        id: `chat ${chat.id}`,
        icon: <MessageSquare {...icon} />,
        label: <MarkedText text={chat.title ?? 'New chat'} words={words} />,
        aside: chat.id === openId ? 'Open now' : foundTime(chat.last_message_at),
        run: () => openChat(chat.id),
      })),
    },
    {
      name: 'Do',
      entries: paletteActions
        .filter(({ label, also }) => isMeant(`${label} ${also ?? ''}`, words))
        .map((action) => ({
          ...action,
          label: <MarkedText text={action.label} words={words} />,
        })),
    },
    // Last, since it comes a moment after the rest: nothing may move under the mark.
    {
      name: 'In messages',
      entries: [
        ...found.messages.slice(0, FEW_MESSAGES).map((message) => ({
          id: `message ${message.id}`,
          icon: <Quote {...icon} />,
          label: (
            <>
              “
              <MarkedText
                text={excerpt(plainWords(message.content), found.words, EXCERPT, BEFORE)}
                words={found.words}
              />
              ”
            </>
          ),
          aside: titles.get(message.chat_id),
          run: () =>
            void showMessage(database, read, {
              chatId: message.chat_id,
              messageId: message.id,
              words: found.words,
            }),
        })),
        ...(words.length > 0
          ? [
              {
                id: 'search',
                icon: <Search {...icon} />,
                label: `Search everything for “${typed.trim()}”`,
                aside: matches(found.messages.length),
                run: searchAll,
              },
            ]
          : []),
      ],
    },
  ]
  return (
    <CommandPalette
      words={typed}
      onWords={setTyped}
      groups={groups.filter(({ entries }) => entries.length > 0)}
      onSearch={searchAll}
      onClose={onClose}
      note={
        words.length > 0 && found.took !== null
          ? `This device searched in ${Math.round(found.took)} ms`
          : 'Only this device is searched'
      }
    />
  )
}

const isMeant = (text: string, words: readonly string[]) =>
  words.every((word) => matchRanges(text, [word]).length > 0)

function matches(count: number): string | undefined {
  if (count === 0) return undefined
  if (count >= MOST_MESSAGES) return `${MOST_MESSAGES} matches or more`
  return `${count} ${count === 1 ? 'match' : 'matches'}`
}
