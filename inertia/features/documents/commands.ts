import type { DocumentAnnouncement } from '~/lib/documents/announcements'
import type { LocalDatabase } from '~/livestore/api'

const newId = () => crypto.randomUUID() as string

/** Tells the log what was done with a document before the database was open. */
export function tellDocument(
  database: LocalDatabase,
  announcement: DocumentAnnouncement
): Promise<void> {
  const { eventId, at } = announcement
  if (announcement.type === 'deleted') {
    const { documentId } = announcement
    return database.commit({
      name: 'v1.DocumentDeleted',
      args: { eventId, documentId, deletedAt: at },
    })
  }
  const { document, chatId, projectId } = announcement
  return database.commit({
    name: 'v1.DocumentAdded',
    args: {
      ...{ eventId, ...document, createdAt: at },
      ...(chatId === null ? {} : { chatId }),
      ...(projectId === null ? {} : { projectId }),
    },
  })
}

/** For good: file, passages and vectors go. Answers keep what they cite. */
export function deleteDocuments(
  database: LocalDatabase,
  documentIds: readonly string[]
): Promise<void> {
  const deletedAt = Date.now()
  return database.commit(
    ...documentIds.map((documentId) => ({
      name: 'v1.DocumentDeleted' as const,
      args: { eventId: newId(), documentId, deletedAt },
    }))
  )
}

export function moveDocuments(
  database: LocalDatabase,
  documentIds: readonly string[],
  projectId: string | null
): Promise<void> {
  const movedAt = Date.now()
  return database.commit(
    ...documentIds.map((documentId) => ({
      name: 'v1.DocumentMoved' as const,
      args: { eventId: newId(), documentId, projectId, chatId: null, movedAt },
    }))
  )
}

/** Has a model read the pages of a scan. */
export function readWithModel(
  database: LocalDatabase,
  documentId: string,
  readingModel: string
): Promise<void> {
  return database.commit({
    name: 'v1.DocumentRetryRequested',
    args: { eventId: newId(), documentId, requestedAt: Date.now(), readingModel },
  })
}

/** Reads the file once more. */
export function retryDocument(database: LocalDatabase, documentId: string): Promise<void> {
  return database.commit({
    name: 'v1.DocumentRetryRequested',
    args: { eventId: newId(), documentId, requestedAt: Date.now() },
  })
}
