import { use, useCallback } from 'react'
import { LocalDatabaseContext } from './hooks'

export interface OnceQuery {
  query: string
  bindValues: (string | number)[]
}

/**
 * Reads rows of the local database as they are now, for what a person just asked; nothing renders again when they change. None before
 * it is open: whoever renders what is read belongs inside <WhenOpen>.
 */
export function useReadOnce(): <Row>(query: OnceQuery) => readonly Row[] {
  const database = use(LocalDatabaseContext)
  if (!database) throw new Error('This component must be inside <LocalDatabaseProvider>')
  return useCallback(
    <Row>(query: OnceQuery) =>
      (database.openStore.get()?.query(query as never) ?? []) as readonly Row[],
    [database]
  )
}
