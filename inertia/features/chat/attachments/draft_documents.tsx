import { Hourglass, LoaderCircle, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { DocumentIcon } from '~/components/document_icon'
import type { ChosenDocument } from '~/lib/documents/take_in_document'
import { documentState, type DocumentState } from '~/lib/documents/document_words'
import { fileSize } from '~/lib/file_size'
import { uploads, useUploadState } from '~/lib/upload_queue'
import { useDraftDocumentState } from './draft_document_states'

interface DraftDocumentsProps {
  documents: readonly ChosenDocument[]
  onRemove: (documentId: string) => void
}

/** What will be sent with the text, and how far each is. */
export function DraftDocuments({ documents, onRemove }: DraftDocumentsProps) {
  if (documents.length === 0) return null
  return (
    <ul aria-label="Documents of this message" className="flex flex-wrap gap-2 px-4 pt-3.5">
      {documents.map((document) => (
        <DraftDocument
          key={document.documentId}
          document={document}
          onRemove={() => onRemove(document.documentId)}
        />
      ))}
    </ul>
  )
}

function DraftDocument({ document, onRemove }: { document: ChosenDocument; onRemove: () => void }) {
  const { documentId, name, mediaType, size } = document
  const upload = useUploadState(documentId)
  const { facts, progress } = useDraftDocumentState(documentId)
  const state = documentState(facts, upload, progress)
  const isDone = state.type === 'ready'
  return (
    <li
      title={state.detail ?? undefined}
      className={`relative flex h-12 max-w-[260px] min-w-40 items-center gap-2.25 overflow-hidden rounded-xl border bg-muted pr-1 pl-1.75 ${state.type === 'failed' ? 'border-destructive/60' : ''}`}
    >
      <DocumentIcon isLarge of={{ mediaType }} />
      <span className="min-w-0 flex-1 text-xs leading-[15px]">
        <b className="block truncate font-[550] text-foreground">{name}</b>
        <span className="flex items-center gap-1 truncate text-muted-foreground tabular-nums">
          <StateSign state={state} />
          <span className="truncate">
            {isDone ? `${fileSize(size)}, ready` : `${fileSize(size)}, ${inSentence(state.words)}`}
          </span>
        </span>
        {state.detail && <span className="sr-only">{state.detail}</span>}
      </span>
      {state.retry === 'upload' && (
        <ChipButton label={`Try ${name} again`} onClick={() => uploads.retry(documentId)}>
          <RotateCcw size={14} aria-hidden="true" />
        </ChipButton>
      )}
      <ChipButton
        label={state.type === 'sending' ? `Cancel ${name}` : `Remove ${name}`}
        onClick={onRemove}
      >
        <X size={14} aria-hidden="true" />
      </ChipButton>
      {state.share !== null && (
        <progress
          value={state.share}
          aria-label={`${state.words}: ${name}`}
          className="progress absolute inset-x-0 bottom-0 h-[3px] w-full"
        />
      )}
    </li>
  )
}

/** The first letter within a line. */
const inSentence = (words: string) => (words[0] ?? '').toLowerCase() + words.slice(1)

export function StateSign({ state }: { state: DocumentState }) {
  const size = { 'size': 12, 'aria-hidden': true } as const
  if (state.type === 'failed')
    return <TriangleAlert {...size} className="shrink-0 text-destructive" />
  if (state.type === 'waiting') return <Hourglass {...size} className="shrink-0" />
  if (state.type === 'ready') return null
  return (
    <LoaderCircle
      {...size}
      className="shrink-0 animate-spin text-link motion-reduce:animate-none"
    />
  )
}

interface ChipButtonProps {
  label: string
  onClick: () => void
  children: React.ReactNode
}

function ChipButton({ label, onClick, children }: ChipButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-7 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-11"
    >
      {children}
    </button>
  )
}
