import {
  CircleCheck,
  Hourglass,
  LoaderCircle,
  Lock,
  ScanText,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { Button } from '~/components/button'
import { chooseFiles } from '~/lib/choose_files'
import { uploads } from '~/lib/upload_queue'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteDocuments, retryDocument } from '../commands'
import type { LibraryDocument } from '../queries'
import { useAddDocuments } from '../use_add_documents'
import { useDocumentState } from '../use_document_state'
import { ReadScan } from './read_scan'

const icons: Record<string, LucideIcon> = { ENCRYPTED: Lock, SCANNED: ScanText }

/** How far a document is, why it failed, and what can be done about that. */
export function DocumentStatus({ document }: { document: LibraryDocument }) {
  const state = useDocumentState(document)
  const size = { 'size': 14, 'aria-hidden': true } as const
  const isScan = document.error_code === 'SCANNED'
  const tone =
    state.type !== 'failed' ? 'text-muted-foreground' : isScan ? 'text-warning' : 'text-destructive'
  const FailedIcon = icons[document.error_code ?? ''] ?? TriangleAlert
  return (
    <span
      title={state.detail ?? undefined}
      className={`flex items-center max-sm:flex-wrap gap-x-1.75 gap-y-1 text-xs ${tone}`}
    >
      {state.type === 'ready' && <CircleCheck {...size} className="shrink-0 text-success" />}
      {state.type === 'waiting' && <Hourglass {...size} className="shrink-0" />}
      {state.type === 'failed' && <FailedIcon {...size} className="shrink-0" />}
      {(state.type === 'working' || state.type === 'sending') && (
        <LoaderCircle
          {...size}
          className="shrink-0 animate-spin text-link motion-reduce:animate-none"
        />
      )}
      <span className={`tabular-nums ${state.type === 'working' ? 'text-foreground' : ''}`}>
        {state.words}
      </span>
      {state.detail && <span className="sr-only">{state.detail}</span>}
      {state.share !== null && (
        <progress
          value={state.share}
          aria-label={`${state.words}: ${document.name}`}
          className="progress ml-1 h-1 w-18"
        />
      )}
      {state.type === 'failed' && isScan && <ReadScan document={document} />}
      {state.type === 'failed' && <WayOut document={document} retry={state.retry} />}
    </span>
  )
}

interface WayOutProps {
  document: LibraryDocument
  retry: 'upload' | 'processing' | null
}

/** Another try where that can help, else another file in its place. */
function WayOut({ document, retry }: WayOutProps) {
  const database = useLocalDatabase()
  const { add } = useAddDocuments(
    document.project_id === null ? {} : { projectId: document.project_id }
  )
  const { id, name } = document
  const again = () => (retry === 'upload' ? uploads.retry(id) : void retryDocument(database, id))
  const replace = () =>
    chooseFiles('documents', ([file]) => {
      if (!file) return
      void add([file]).then((added) => {
        if (added > 0) void deleteDocuments(database, [id])
      })
    })
  return (
    <Button
      size="small"
      className="ml-1 text-foreground"
      aria-label={retry ? `Retry ${name}` : `Replace ${name}`}
      onClick={retry ? again : replace}
    >
      {retry ? 'Retry' : 'Replace file'}
    </Button>
  )
}
