import { Plus, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Row } from '#shared/tables/tables'
import { Button, IconButton } from '~/components/button'
import { DocumentIcon } from '~/components/document_icon'
import { SidePanel } from '~/components/side_panel'
import { chooseFiles } from '~/lib/choose_files'
import { documentAnnouncements } from '~/lib/documents/announcements'
import { documentState } from '~/lib/documents/document_words'
import { takeInDocument } from '~/lib/documents/take_in_document'
import { fileSize } from '~/lib/file_size'
import { uploads, useUploadState } from '~/lib/upload_queue'
import { useDocumentProgress, useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { standingDocuments } from '../queries'
import { StateSign } from './draft_documents'

interface ChatDocumentsProps {
  chatId: string
  projectId: string | null
  onClose: () => void
}

/** The documents that every question of a chat may draw on, whatever message they came with. */
export default function ChatDocuments({ chatId, projectId, onClose }: ChatDocumentsProps) {
  const { userId } = useLocalDatabase()
  const documents = useLiveQuery(
    useMemo(() => standingDocuments(chatId, projectId), [chatId, projectId])
  )
  const [problems, setProblems] = useState<readonly string[]>([])
  const add = async (files: readonly File[]) => {
    const refused: string[] = []
    for (const file of files) {
      const taken = await takeInDocument(userId, file)
      if (taken.type === 'taken') documentAnnouncements.added(taken.document, { chatId })
      else refused.push(taken.problem)
    }
    setProblems(refused)
  }
  const own = documents.filter(({ chat_id }) => chat_id === chatId)
  const ofProject = documents.filter(({ chat_id }) => chat_id !== chatId)
  return (
    <SidePanel label="Documents of this chat" onClose={onClose}>
      <header className="flex h-bar shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2
          data-panel-title
          tabIndex={-1}
          className="min-w-0 flex-1 truncate text-sm font-[600] outline-none"
        >
          Documents of this chat
        </h2>
        <IconButton label="Close (Esc)" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
        <p className="text-muted-foreground">
          Every question of this chat may draw on these. A document that you attach to a message
          serves that message and what follows it.
        </p>
        {problems.length > 0 && (
          <p role="alert" className="mt-3 text-destructive">
            {problems.join(' ')}
          </p>
        )}
        <Button
          className="mt-3.5"
          onClick={() => chooseFiles('documents', (files) => void add(files))}
        >
          <Plus size={15} aria-hidden="true" />
          Add documents
        </Button>
        <DocumentGroup name="Of this chat" documents={own} isOwn />
        <DocumentGroup name="Of its project" documents={ofProject} />
      </div>
    </SidePanel>
  )
}

interface DocumentGroupProps {
  name: string
  documents: readonly Row<'documents'>[]
  /** They can be taken out here. */
  isOwn?: boolean
}

function DocumentGroup({ name, documents, isOwn = false }: DocumentGroupProps) {
  if (documents.length === 0) return null
  return (
    <section aria-label={name} className="mt-5">
      <h3 className="text-2xs font-[550] text-muted-foreground">{name}</h3>
      <ul className="mt-1 divide-y">
        {documents.map((document) => (
          <ChatDocument key={document.id} document={document} isOwn={isOwn} />
        ))}
      </ul>
    </section>
  )
}

function ChatDocument({ document, isOwn }: { document: Row<'documents'>; isOwn: boolean }) {
  const { id, name, media_type, size } = document
  const state = documentState(document, useUploadState(id), useDocumentProgress(id))
  const remove = () => {
    uploads.cancel(id)
    documentAnnouncements.deleted(id)
  }
  return (
    <li className="flex min-h-13 items-center gap-2.5 py-1.5">
      <DocumentIcon isLarge of={{ mediaType: media_type }} />
      <span className="min-w-0 flex-1">
        <b className="block truncate font-[550]">{name}</b>
        <span className="flex items-center gap-1 text-xs text-muted-foreground tabular-nums">
          <StateSign state={state} />
          {fileSize(size)}, {state.words}
        </span>
        {state.detail && <span className="block text-xs text-destructive">{state.detail}</span>}
      </span>
      {isOwn && (
        <IconButton label={`Delete ${name}`} onClick={remove}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  )
}
