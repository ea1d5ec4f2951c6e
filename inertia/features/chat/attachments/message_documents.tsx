import { useMemo } from 'react'
import { readAttachedDocuments, type AttachedDocument } from '#shared/documents'
import { DocumentIcon } from '~/components/document_icon'
import { documentState } from '~/lib/documents/document_words'
import { useUploadState } from '~/lib/upload_queue'
import { useDocumentProgress, useLiveQuery } from '~/livestore/hooks'
import { documentRow } from '../queries'
import { StateSign } from './draft_documents'

/** The documents of a question, with what is still in the way of reading them. */
export function MessageDocuments({ documents }: { documents: string | null }) {
  const attached = readAttachedDocuments(documents)
  if (attached.length === 0) return null
  return (
    <ul aria-label="Documents" className="mb-1.5 flex max-w-[82%] flex-wrap justify-end gap-1.5">
      {attached.map((document) => (
        <MessageDocument key={document.documentId} document={document} />
      ))}
    </ul>
  )
}

function MessageDocument({ document }: { document: AttachedDocument }) {
  const { documentId, name, mediaType } = document
  const row = useLiveQuery(useMemo(() => documentRow(documentId), [documentId])).at(0)
  const upload = useUploadState(documentId)
  const progress = useDocumentProgress(documentId)
  const isGone = row !== undefined && row.deleted_at !== null
  const state = documentState(row, upload, progress)
  const words = isGone ? 'deleted' : state.type === 'ready' ? null : state.words
  const look = isGone
    ? 'border-dashed border-border-strong text-muted-foreground'
    : state.type === 'failed'
      ? 'border-destructive/60'
      : ''
  return (
    <li
      title={state.detail ?? name}
      className={`flex h-[30px] max-w-[250px] items-center gap-1.75 rounded-md border pr-2.5 pl-1.5 text-xs ${look}`}
    >
      <DocumentIcon of={{ mediaType }} />
      <span className="truncate">{name}</span>
      {words && (
        <span className="flex shrink-0 items-center gap-1 text-muted-foreground tabular-nums">
          {!isGone && <StateSign state={state} />}
          {words}
        </span>
      )}
      {!isGone && state.detail && <span className="sr-only">{state.detail}</span>}
    </li>
  )
}
