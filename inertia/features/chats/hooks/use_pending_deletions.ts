import { useSyncExternalStore } from 'react'
import type { LocalDatabase } from '~/livestore/api'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteChat } from '../commands'
import { PendingDeletions, type PendingDeletion } from '../pending_deletions'

const known = new WeakMap<LocalDatabase, PendingDeletions>()

export function usePendingDeletions(): {
  deletions: PendingDeletions
  waiting: readonly PendingDeletion[]
} {
  const database = useLocalDatabase()
  let deletions = known.get(database)
  if (!deletions) {
    deletions = new PendingDeletions(database.userId, ({ chatId, eventId }) =>
      deleteChat(database, chatId, eventId)
    )
    known.set(database, deletions)
  }
  return { deletions, waiting: useSyncExternalStore(deletions.subscribe, deletions.get) }
}
