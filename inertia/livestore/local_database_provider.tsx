import type { Bootstrap } from '#shared/protocol/bootstrap'
import { Suspense, useCallback, useEffect, useState, type ReactNode } from 'react'
import { LocalDatabaseContext } from './hooks'
import { TabDatabase } from './tab_database'

interface Props {
  bootstrap: Pick<Bootstrap, 'user' | 'storeId'>
  loading: ReactNode
  failed: (error: unknown, retry: () => void) => ReactNode
  children: ReactNode
}

type State =
  /** The kept view is being read, which takes a moment only. */
  | { type: 'reading' }
  | { type: 'there'; database: TabDatabase }
  | { type: 'failed'; error: unknown }

/** One opening per person and page, whatever React does: a store that is closed and opened again quickly breaks. */
const databases = new Map<string, TabDatabase>()

function openOnce(userId: string, storeId: string): TabDatabase {
  const known = databases.get(userId)
  if (known) return known
  const database = new TabDatabase(userId, storeId)
  databases.set(userId, database)
  database.opening.catch(() => {
    databases.delete(userId)
    void database.close()
  })
  return database
}

/** Closes this page's database of a person, if it is open. */
export async function closeLocalDatabase(userId: string): Promise<void> {
  const database = databases.get(userId)
  databases.delete(userId)
  await database?.close()
}

/** Shows its children from the first moment: with the kept view until the database is open. */
export function LocalDatabaseProvider({ bootstrap, loading, failed, children }: Props) {
  const userId = bootstrap.user.id
  const { storeId } = bootstrap
  const [state, setState] = useState<State>({ type: 'reading' })

  const open = useCallback(() => {
    setState({ type: 'reading' })
    const database = openOnce(userId, storeId)
    void database.view.wasRead.then(() =>
      setState((before) => (before.type === 'reading' ? { type: 'there', database } : before))
    )
    database.opening.catch((error: unknown) => setState({ type: 'failed', error }))
  }, [userId, storeId])

  useEffect(open, [open])

  if (state.type === 'failed') return failed(state.error, open)
  if (state.type === 'reading' || state.database.userId !== userId) return loading
  return (
    <LocalDatabaseContext value={state.database}>
      <Suspense fallback={loading}>{children}</Suspense>
    </LocalDatabaseContext>
  )
}
