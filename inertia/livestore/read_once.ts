import { use, useCallback, useSyncExternalStore } from 'react'
import { LocalDatabaseContext } from './hooks'

export interface OnceQuery {
  query: string
  bindValues: (string | number)[]
}

/**
 * Reads rows of the local database as they are now, for what a person just asked; nothing renders again when they change. Finds
 * nothing until the database is open, and is another function from then on.
 */
export function useReadOnce(): <Row>(query: OnceQuery) => readonly Row[] {
  const database = use(LocalDatabaseContext)
  if (!database) throw new Error('This component must be inside <LocalDatabaseProvider>')
  const { openStore } = database
  const store = useSyncExternalStore(openStore.subscribe, openStore.get)
  return useCallback(
    <Row>(query: OnceQuery) =>
      store ? (store.query(query as never) as unknown as readonly Row[]) : [],
    [store]
  )
}
