import { useSyncExternalStore } from 'react'
import type { DocumentFacts } from '~/lib/documents/document_words'
import type { DocumentProgress } from '~/livestore/api'
import { Observable } from '~/livestore/state/observable'

export interface DraftDocumentState {
  facts?: DocumentFacts
  progress?: DocumentProgress
}

const unknown: DraftDocumentState = {}
const states = new Observable<ReadonlyMap<string, DraftDocumentState>>(new Map())

/** What the database knows of documents of drafts. The composer, which shows them, stands outside of it. */
export function publishDraftDocument(documentId: string, state: DraftDocumentState): void {
  states.set(new Map(states.get()).set(documentId, state))
}

export const useDraftDocumentState = (documentId: string) =>
  useSyncExternalStore(states.subscribe, () => states.get().get(documentId) ?? unknown)

const watched = new Observable<readonly string[]>([])

/** The composer says which documents it shows. */
export const watchDraftDocuments = watched.set.bind(watched)
export const useWatchedDocuments = () => useSyncExternalStore(watched.subscribe, watched.get)
