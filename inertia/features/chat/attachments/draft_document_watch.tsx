import { useEffect, useMemo } from 'react'
import { useDocumentProgress, useLiveQuery } from '~/livestore/hooks'
import { documentRow } from '../queries'
import { publishDraftDocument, useWatchedDocuments } from './draft_document_states'

/** Tells the composer what becomes of the documents it shows. */
export function DraftDocumentWatch() {
  return useWatchedDocuments().map((documentId) => <Watched key={documentId} {...{ documentId }} />)
}

function Watched({ documentId }: { documentId: string }) {
  const facts = useLiveQuery(useMemo(() => documentRow(documentId), [documentId])).at(0)
  const progress = useDocumentProgress(documentId)
  useEffect(
    () =>
      publishDraftDocument(documentId, { ...(facts && { facts }), ...(progress && { progress }) }),
    [documentId, facts, progress]
  )
  return null
}
