import { limits } from '#shared/limits'
import type { LocalDatabase } from '~/livestore/api'

const newId = () => crypto.randomUUID() as string

/** An empty title changes nothing. */
export function renameChat(database: LocalDatabase, chatId: string, title: string): Promise<void> {
  const trimmed = title.toWellFormed().trim().slice(0, limits.titleCharacters).toWellFormed()
  if (trimmed === '') return Promise.resolve()
  return database.commit({
    name: 'v1.ChatRenamed',
    args: { eventId: newId(), chatId, title: trimmed, renamedAt: Date.now() },
  })
}

export function pinChat(database: LocalDatabase, chatId: string, isPinned: boolean): Promise<void> {
  const args = { eventId: newId(), chatId }
  return database.commit(
    isPinned
      ? { name: 'v1.ChatPinned', args: { ...args, pinnedAt: Date.now() } }
      : { name: 'v1.ChatUnpinned', args: { ...args, unpinnedAt: Date.now() } }
  )
}

export function archiveChat(
  database: LocalDatabase,
  chatId: string,
  isArchived: boolean
): Promise<void> {
  const args = { eventId: newId(), chatId }
  return database.commit(
    isArchived
      ? { name: 'v1.ChatArchived', args: { ...args, archivedAt: Date.now() } }
      : { name: 'v1.ChatUnarchived', args: { ...args, unarchivedAt: Date.now() } }
  )
}

/** With an event id made beforehand, whoever carries it out twice deletes once. */
export function deleteChat(
  database: LocalDatabase,
  chatId: string,
  eventId: string
): Promise<void> {
  return database.commit({
    name: 'v1.ChatDeleted',
    args: { eventId, chatId, deletedAt: Date.now() },
  })
}
