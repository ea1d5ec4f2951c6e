import { useEffect, useSyncExternalStore } from 'react'
import type { LocalDatabase } from '~/livestore/api'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { answeringChats } from '../queries'
import { UnreadChats } from '../unread_chats'

const known = new WeakMap<LocalDatabase, UnreadChats>()

function unreadOf(database: LocalDatabase): UnreadChats {
  const unread = known.get(database) ?? new UnreadChats(database.userId)
  known.set(database, unread)
  return unread
}

/** Chats with an answer that nobody saw. */
export function useUnreadChats(): ReadonlySet<string> {
  const unread = unreadOf(useLocalDatabase())
  return useSyncExternalStore(unread.subscribe, unread.get)
}

/** Keeps the marks right while `chatId` is on screen: to be used in one place. */
export function useUnreadKeeper(chatId: string | null): void {
  const unread = unreadOf(useLocalDatabase())
  const answering = useLiveQuery(answeringChats)
  const marks = useSyncExternalStore(unread.subscribe, unread.get)
  useEffect(() => unread.start(), [unread])
  useEffect(() => {
    const isSeen = document.visibilityState === 'visible'
    unread.answering(answering, isSeen ? chatId : null)
  }, [unread, answering, chatId])
  useEffect(() => {
    const look = () => {
      if (chatId !== null && document.visibilityState === 'visible') unread.seen(chatId)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [unread, chatId, marks])
}
