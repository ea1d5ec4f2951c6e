import { useMemo, useRef } from 'react'
import { openChat } from '~/lib/chat_route'
import { useLocalDatabase } from '~/livestore/hooks'
import { chatName } from '../chat_groups'
import { archiveChat, pinChat, renameChat } from '../commands'
import type { ChatActions } from '../components/chat_menu'
import { usePendingDeletions } from './use_pending_deletions'

interface Surroundings {
  /** The chat on screen. */
  chatId: string | null
  setRenaming: (chatId: string | null) => void
}

/** The same object as long as the database is: rows must not render again for it. */
export function useChatActions(surroundings: Surroundings): ChatActions {
  const database = useLocalDatabase()
  const { deletions } = usePendingDeletions()
  const now = useRef(surroundings)
  now.current = surroundings
  return useMemo(
    () => ({
      startRenaming: (chat) => now.current.setRenaming(chat.id),
      rename(chat, title) {
        now.current.setRenaming(null)
        if (title !== null && title !== chatName(chat)) void renameChat(database, chat.id, title)
      },
      pin: (chat, isPinned) => void pinChat(database, chat.id, isPinned),
      archive: (chat, isArchived) => void archiveChat(database, chat.id, isArchived),
      remove(chat) {
        if (chat.id === now.current.chatId) openChat(null)
        deletions.add(chat.id, chatName(chat))
      },
    }),
    [database, deletions]
  )
}
