import { documentState, type DocumentState } from '~/lib/documents/document_words'
import { useUploadState } from '~/lib/upload_queue'
import { useDocumentProgress, useSyncState } from '~/livestore/hooks'
import type { LibraryDocument } from './queries'

/** Everything this device knows of how far a document is. */
export function useDocumentState(document: LibraryDocument): DocumentState {
  const upload = useUploadState(document.id)
  const progress = useDocumentProgress(document.id)
  const isOffline = useSyncState().type === 'offline'
  const state = documentState(document, upload, progress)
  if (isOffline && state.type !== 'ready' && state.type !== 'failed') {
    return { ...state, type: 'waiting', words: 'Waiting for connection', share: null }
  }
  return state
}
