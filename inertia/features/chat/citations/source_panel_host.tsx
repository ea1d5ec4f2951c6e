import { lazy, Suspense, useEffect } from 'react'
import { closeOverlay, useOverlay } from '../chat_overlay'
import { closeSource, useOpenSource } from './open_source'

const SourcePanel = lazy(() => import('./source_panel'))
const ChatDocuments = lazy(() => import('../attachments/chat_documents'))

interface SourcePanelHostProps {
  chatId: string
  projectId: string | null
}

/** Holds what lies beside the chat: a source or the chat's documents. Another chat closes it. */
export function SourcePanelHost({ chatId, projectId }: SourcePanelHostProps) {
  const source = useOpenSource()
  const showsDocuments = useOverlay()?.type === 'documents'
  useEffect(() => closeSource, [chatId])
  return (
    <Suspense>
      {source ? (
        <SourcePanel source={source} />
      ) : (
        showsDocuments && (
          <ChatDocuments chatId={chatId} projectId={projectId} onClose={closeOverlay} />
        )
      )}
    </Suspense>
  )
}
