import type { Bootstrap } from '#shared/protocol/bootstrap'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { LocalDatabaseContext } from './hooks'
import { OpenLocalDatabase } from './open_local_database'

interface Props {
  bootstrap: Pick<Bootstrap, 'user' | 'storeId'>
  loading: ReactNode
  failed: (error: unknown, retry: () => void) => ReactNode
  children: ReactNode
}

type Opening =
  | { type: 'opening' }
  | { type: 'open'; database: OpenLocalDatabase }
  | { type: 'failed'; error: unknown }

/** One opening per person and page, whatever React does: a store that is closed and opened again quickly breaks. */
const openings = new Map<string, Promise<OpenLocalDatabase>>()

function openOnce(userId: string, storeId: string): Promise<OpenLocalDatabase> {
  const opening = openings.get(userId) ?? OpenLocalDatabase.open(userId, storeId)
  openings.set(userId, opening)
  opening.catch(() => openings.delete(userId))
  return opening
}

/** Closes this page's database of a person, if it is open. */
export async function closeLocalDatabase(userId: string): Promise<void> {
  const opening = openings.get(userId)
  openings.delete(userId)
  const database = await opening?.catch(() => undefined)
  await database?.close()
}

export function LocalDatabaseProvider({ bootstrap, loading, failed, children }: Props) {
  const userId = bootstrap.user.id
  const { storeId } = bootstrap
  const [state, setState] = useState<Opening>({ type: 'opening' })

  const open = useCallback(() => {
    setState({ type: 'opening' })
    openOnce(userId, storeId).then(
      (database) => setState({ type: 'open', database }),
      (error: unknown) => setState({ type: 'failed', error })
    )
  }, [userId, storeId])

  useEffect(open, [open])

  if (state.type === 'failed') return failed(state.error, open)
  if (state.type === 'opening' || state.database.userId !== userId) return loading
  return <LocalDatabaseContext value={state.database}>{children}</LocalDatabaseContext>
}
