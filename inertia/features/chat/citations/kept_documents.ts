import { createContext, use, useMemo } from 'react'
import { useLiveQuery } from '~/livestore/hooks'
import { keptDocumentIds } from '../queries'

/** Ids of the documents that were not deleted, read once for a whole chat. */
export const KeptDocumentsContext = createContext<ReadonlySet<string>>(new Set())
export const useKeptDocuments = () => use(KeptDocumentsContext)

export function useReadKeptDocuments(): ReadonlySet<string> {
  const ids = useLiveQuery(keptDocumentIds)
  return useMemo(() => new Set(ids), [ids])
}
