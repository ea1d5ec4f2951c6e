import { matchRanges } from '~/lib/match_ranges'
import type { OnceQuery } from '~/livestore/read_once'

/** A message that contains every word of a search. */
export interface FoundMessage {
  id: string
  chat_id: string
  role: string
  content: string
  created_at: number
}

export interface FoundChat {
  id: string
  title: string | null
  pinned_at: number | null
  archived_at: number | null
  last_message_at: number
}

type Read = <Row>(query: OnceQuery) => readonly Row[]

/** Messages looked through in one go: a few milliseconds, between which the page stays usable. */
const STRETCH = 400
const MOST_SCANNED_MS = 4_000

/**
 * Looks through all messages, newest first, in stretches; tells what it has after each that found something. Plain LIKE: it folds
 * ASCII only, so that words with other letters are looked for as typed, in lower and in upper case and capitalised.
 */
export async function findMessages(
  read: Read,
  words: readonly string[],
  most: number,
  signal: AbortSignal,
  onFound?: (found: readonly FoundMessage[]) => void
): Promise<readonly FoundMessage[]> {
  const found: FoundMessage[] = []
  const { sql, values } = contains('content', words)
  const [bounds] = read<{ newest: number | null }>({
    query: 'SELECT MAX(rowid) AS newest FROM messages',
    bindValues: [],
  })
  const startedAt = performance.now()
  for (let high = bounds?.newest ?? 0; high > 0; high -= STRETCH) {
    const rows = read<FoundMessage>({
      query: `SELECT id, chat_id, role, content, created_at FROM messages
        WHERE rowid > ? AND rowid <= ? AND deleted_at IS NULL AND role IN ('user', 'assistant')
          AND ${sql}
          AND (SELECT deleted_at FROM chats WHERE chats.id = chat_id) IS NULL
        ORDER BY rowid DESC LIMIT ?`,
      bindValues: [high - STRETCH, high, ...values, most - found.length],
    })
    found.push(...rows.filter(({ content }) => matchRanges(content, words).length > 0))
    if (rows.length > 0) onFound?.([...found])
    if (found.length >= most || performance.now() - startedAt > MOST_SCANNED_MS) break
    await new Promise((resolve) => setTimeout(resolve))
    if (signal.aborted) break
  }
  return found
}

/** Chats whose title contains every word, newest first. */
export function findChats(
  read: Read,
  words: readonly string[],
  most: number
): readonly FoundChat[] {
  const { sql, values } = contains('title', words)
  return read<FoundChat>({
    query: `SELECT id, title, pinned_at, archived_at, last_message_at FROM chats
      WHERE deleted_at IS NULL AND ${sql} ORDER BY last_message_at DESC LIMIT ?`,
    bindValues: [...values, most],
  })
}

/** The chats that were found through their messages. */
export function chatsOf(read: Read, chatIds: readonly string[]): readonly FoundChat[] {
  return read<FoundChat>({
    query: `SELECT id, title, pinned_at, archived_at, last_message_at FROM chats
      WHERE id IN (SELECT value FROM json_each(?))`,
    bindValues: [JSON.stringify(chatIds)],
  })
}

function contains(column: string, words: readonly string[]): { sql: string; values: string[] } {
  if (words.length === 0) return { sql: '1', values: [] }
  const perWord = words.map(spellings)
  return {
    sql: perWord
      .map((ways) => `(${ways.map(() => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`)
      .join(' AND '),
    values: perWord.flat().map((way) => `%${way.replace(/[\\%_]/g, '\\$&')}%`),
  }
}

function spellings(word: string): string[] {
  if (/^[\x20-\x7e]*$/.test(word)) return [word]
  const lower = word.toLocaleLowerCase()
  const capitalised = lower.replace(/^./u, (letter) => letter.toLocaleUpperCase())
  return [...new Set([word, lower, word.toLocaleUpperCase(), capitalised])]
}
