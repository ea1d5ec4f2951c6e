import { useEffect, useSyncExternalStore } from 'react'
import { documentAnnouncements } from '~/lib/documents/announcements'
import { useLocalDatabase } from '~/livestore/hooks'
import { tellDocument } from '../commands'

/** Told already by this page: React may mount a component twice. */
const told = new Set<string>()

/** Takes what was done with documents into the database, which may have opened after it. */
export function DocumentTeller() {
  const database = useLocalDatabase()
  const waiting = useSyncExternalStore(documentAnnouncements.subscribe, documentAnnouncements.get)
  useEffect(() => documentAnnouncements.belongTo(database.userId), [database])
  useEffect(() => {
    for (const announcement of waiting) {
      const { eventId } = announcement
      if (told.has(eventId)) continue
      told.add(eventId)
      tellDocument(database, announcement).then(
        () => documentAnnouncements.done(eventId),
        () => told.delete(eventId)
      )
    }
  }, [database, waiting])
  return null
}
