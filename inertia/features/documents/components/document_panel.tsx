import { Download, MessageSquare, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { documentKindOfMediaType } from '#shared/documents'
import { IconButton } from '~/components/button'
import { DocumentIcon } from '~/components/document_icon'
import { SidePanel } from '~/components/side_panel'
import { useLocalDatabase } from '~/livestore/hooks'
import { askAbout } from '../ask_about'
import type { LibraryDocument } from '../queries'

const PdfDocument = lazy(() => import('~/components/reader/pdf_document'))
const PassagesReader = lazy(() => import('~/components/reader/passages_reader'))

interface DocumentPanelProps {
  document: LibraryDocument
  onClose: () => void
}

/** A document beside the library, from its first page. */
export default function DocumentPanel({ document, onClose }: DocumentPanelProps) {
  const { id, name, media_type } = document
  const { userId } = useLocalDatabase()
  const nothing = { view: <div className="min-h-0 flex-1 bg-muted" />, words: '' }
  const text = <PassagesReader key={id} documentId={id} instead={nothing} />
  return (
    <SidePanel label="Document" onClose={onClose}>
      <header className="flex h-bar shrink-0 items-center gap-2 border-b pr-2 pl-3.5">
        <DocumentIcon of={{ mediaType: media_type }} />
        <h2
          data-panel-title
          tabIndex={-1}
          className="min-w-0 flex-1 truncate text-sm font-[600] outline-none"
        >
          {name}
        </h2>
        <IconButton label="Ask about it" onClick={() => askAbout(userId, document)}>
          <MessageSquare size={15} aria-hidden="true" />
        </IconButton>
        <a
          href={`/files/${id}`}
          download={name}
          aria-label="Download the document"
          title="Download the document"
          className="grid size-8 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:size-11"
        >
          <Download size={15} aria-hidden="true" />
        </a>
        <IconButton label="Close (Esc)" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <Suspense fallback={nothing.view}>
        {documentKindOfMediaType(media_type) === 'pdf' ? (
          <PdfDocument
            key={id}
            documentId={id}
            name={name}
            instead={{ view: text, words: 'Its text is shown instead.' }}
          />
        ) : (
          text
        )}
      </Suspense>
    </SidePanel>
  )
}
