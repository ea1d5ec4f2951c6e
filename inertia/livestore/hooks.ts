import { useQuery } from '@livestore/react'
import type { Queryable } from '@livestore/livestore'
import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react'
import type { LiveAnswer, LocalDatabase, SyncState } from './api'
import type { OpenLocalDatabase } from './open_local_database'
import { Observable } from './state/observable'

export const LocalDatabaseContext = createContext<OpenLocalDatabase | null>(null)

function useOpenDatabase(): OpenLocalDatabase {
  const database = use(LocalDatabaseContext)
  if (!database) throw new Error('This component must be inside <LocalDatabaseProvider>')
  return database
}

export function useLocalDatabase(): LocalDatabase {
  return useOpenDatabase()
}

/** Rows of a query over the local database; renders again when they change. */
// `any` is LiveStore's own bound: its queries are invariant in their result, so `unknown` would accept none.
// oxlint-disable-next-line typescript/no-explicit-any
export function useLiveQuery<Q extends Queryable<any>>(query: Q): Queryable.Result<Q> {
  return useQuery(query, { store: useOpenDatabase().store as never })
}

export function useSyncState(): SyncState {
  const { syncState } = useOpenDatabase()
  return useSyncExternalStore(syncState.subscribe, syncState.get)
}

const noAnswer = new Observable<LiveAnswer | null>(null)

/** A running answer, followed while mounted; null without an id. */
export function useLiveAnswer(answerId: string | null): LiveAnswer | null {
  const { answers } = useOpenDatabase()
  const [view, setView] = useState<Observable<LiveAnswer> | Observable<LiveAnswer | null>>(noAnswer)
  useEffect(() => {
    if (answerId === null) return
    const followed = answers.follow(answerId)
    setView(followed.view)
    return () => {
      followed.stop()
      setView(noAnswer)
    }
  }, [answers, answerId])
  return useSyncExternalStore<LiveAnswer | null>(view.subscribe, view.get)
}
