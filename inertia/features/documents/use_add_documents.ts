import { useCallback, useState } from 'react'
import { documentAnnouncements } from '~/lib/documents/announcements'
import { takeInDocument } from '~/lib/documents/take_in_document'
import { uploads } from '~/lib/upload_queue'
import { useLocalDatabase } from '~/livestore/hooks'

/** Adds files to the library, or to a project. What cannot be taken is said, one sentence each. */
export function useAddDocuments(place: { projectId?: string } = {}) {
  const { userId } = useLocalDatabase()
  const [problems, setProblems] = useState<readonly string[]>([])
  const { projectId } = place
  const add = useCallback(
    async (files: readonly File[]): Promise<number> => {
      uploads.belongTo(userId)
      const refused: string[] = []
      let added = 0
      for (const file of files) {
        const taken = await takeInDocument(userId, file)
        if (taken.type === 'refused') {
          refused.push(taken.problem)
          continue
        }
        added++
        documentAnnouncements.added(taken.document, projectId === undefined ? {} : { projectId })
      }
      setProblems(refused)
      return added
    },
    [userId, projectId]
  )
  return { add, problems, dismiss: () => setProblems([]) }
}
