import type { LiveQueryDef } from '@livestore/livestore'
import {
  createContext,
  use,
  useCallback,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import type { DocumentProgress, LiveAnswer, LocalDatabase, SyncState } from './api'
import type { TabDatabase } from './tab_database'
import { LiveRows } from './view/live_rows'

export const LocalDatabaseContext = createContext<TabDatabase | null>(null)

function useTabDatabase(): TabDatabase {
  const database = use(LocalDatabaseContext)
  if (!database) throw new Error('This component must be inside <LocalDatabaseProvider>')
  return database
}

export function useLocalDatabase(): LocalDatabase {
  return useTabDatabase()
}

/**
 * Rows of a query over the local database; renders again when they change. Until the database is open these are the rows that
 * were on this person's screen last; a query that was not on it waits (suspends).
 */
export function useLiveQuery<T>(query: LiveQueryDef<T>): T {
  const database = useTabDatabase()
  // The hash names a query: components may make it anew for every render.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => new LiveRows(database, query), [database, query.hash])
  if (rows.get() === undefined) use(database.opened)
  return useSyncExternalStore(rows.subscribe, rows.get) as T
}

export function useSyncState(): SyncState {
  const { syncState } = useTabDatabase()
  return useSyncExternalStore(syncState.subscribe, syncState.get)
}

/** Whether rows come from the database by now, and no longer from the kept view. */
export function useIsOpen(): boolean {
  const { openStore } = useTabDatabase()
  return useSyncExternalStore(openStore.subscribe, openStore.get) !== null
}

/** For what must not act on kept rows: shown from the moment the database is open. */
export function WhenOpen({ children }: { children: ReactNode }) {
  return useIsOpen() && children
}

/** What the server does with a document at the moment; undefined when it said nothing of it yet. */
export function useDocumentProgress(documentId: string): DocumentProgress | undefined {
  const { documentProgress } = useTabDatabase()
  return useSyncExternalStore(documentProgress.subscribe, () =>
    documentProgress.get().get(documentId)
  )
}

const noAnswer = () => null

/** A running answer, followed while mounted; null without an id. */
export function useLiveAnswer(answerId: string | null): LiveAnswer | null {
  const { answers } = useTabDatabase()
  const subscribe = useCallback(
    (changed: () => void) => {
      if (answerId === null) return () => {}
      const { view, stop } = answers.follow(answerId)
      const stopWatching = view.subscribe(changed)
      return () => {
        stopWatching()
        stop()
      }
    },
    [answers, answerId]
  )
  return useSyncExternalStore<LiveAnswer | null>(
    subscribe,
    answerId === null ? noAnswer : () => answers.get(answerId)
  )
}
