import { useCallback, useEffect, useMemo, useState } from 'react'
import { limits } from '#shared/limits'
import { documentAnnouncements } from '~/lib/documents/announcements'
import {
  readDraftDocuments as read,
  storeDraftDocuments as store,
  type DraftDocument,
} from '~/lib/documents/draft_documents'
import { takeInDocument } from '~/lib/documents/take_in_document'
import { uploads } from '~/lib/upload_queue'

/**
 * Documents that belong to what is being written in a chat. They go up and are read at once, so that they are ready when the
 * question is asked; taking one out of the draft deletes it, unless it was in the library before.
 */
export function useDraftDocuments(
  userId: string | null,
  chatId: string | null,
  onProblem: (problem: string | null) => void
) {
  const [documents, setDocuments] = useState<readonly DraftDocument[]>([])
  useEffect(() => {
    documentAnnouncements.belongTo(userId)
    setDocuments(read(userId, chatId))
  }, [userId, chatId])

  const set = useCallback(
    (next: readonly DraftDocument[]) => {
      setDocuments(next)
      if (userId !== null) store(userId, chatId, next)
    },
    [userId, chatId]
  )

  /** False when nothing of it was taken. */
  const add = useCallback(
    async (files: readonly File[]): Promise<boolean> => {
      if (userId === null) return false
      const room = limits.documentsPerMessage - read(userId, chatId).length
      onProblem(
        files.length > room ? `One message takes ${limits.documentsPerMessage} documents.` : null
      )
      let hasTaken = false
      for (const file of files.slice(0, room)) {
        const taken = await takeInDocument(userId, file)
        if (taken.type === 'refused') {
          onProblem(taken.problem)
          continue
        }
        hasTaken = true
        documentAnnouncements.added(taken.document)
        set([...read(userId, chatId), taken.document])
      }
      return hasTaken
    },
    [userId, chatId, onProblem, set]
  )

  const remove = useCallback(
    (documentId: string) => {
      const before = read(userId, chatId)
      set(before.filter((document) => document.documentId !== documentId))
      if (before.find((document) => document.documentId === documentId)?.isFromLibrary) return
      uploads.cancel(documentId)
      documentAnnouncements.deleted(documentId)
    },
    [userId, chatId, set]
  )

  /** They were sent: the message has them now. */
  const clear = useCallback(() => set([]), [set])

  return useMemo(() => ({ documents, add, remove, clear }), [documents, add, remove, clear])
}
