import { usePage } from '@inertiajs/react'
import { Suspense, useEffect, useState, type ReactNode } from 'react'
import { InsecureContext } from '~/features/boot/components/insecure_context'
import { DatabaseFailed, Unreachable } from '~/features/boot/components/unreachable'
import { useBoot } from '~/features/boot/use_boot'
import { SessionEnded } from '~/features/account/components/session_ended'
import { SessionRevoked } from '~/features/account/components/session_revoked'
import { DraftDocumentWatch } from '~/features/chat/attachments/draft_document_watch'
import { Composer } from '~/features/chat/components/composer'
import { MessageSender } from '~/features/chat/components/message_sender'
import { useTemporaryChat } from '~/features/chat/temporary/temporary_chat'
import { ReadingModels } from '~/lib/documents/reading_model'
import { ModelsContext } from '~/features/chat/models_context'
import { DeletedToast } from '~/features/chats/components/deleted_toast'
import { DocumentTeller } from '~/features/documents/components/document_teller'
import { PhoneSyncSign } from '~/features/sync/components/sync_indicator'
import { registerServiceWorker } from '~/lib/app_update'
import { useChatId } from '~/lib/chat_route'
import { localUserId } from '~/lib/local_user'
import { uploads } from '~/lib/upload_queue'
import { WhenOpen } from '~/livestore/hooks'
import { LocalDatabaseProvider } from '~/livestore/local_database_provider'
import { LoadingChat, LoadingConversation } from './loading_chat'
import { Shell } from './shell'
import { Sidebar } from './sidebar'
import { SurfacesHost, useAppShortcuts } from './surfaces_host'
import { SyncDock } from './sync_dock'
import { VersionNotice } from './version_notice'
import { VisitNotice } from './visit_notice'

/**
 * Stays mounted while chats and pages change: it holds the one database of this tab and, beside it, the composer of the chats,
 * which must not be mounted anew when the database opens.
 */
export default function AppLayout({ children }: { children: ReactNode }) {
  return window.isSecureContext ? <OpenApp>{children}</OpenApp> : <InsecureContext />
}

const noModels = { models: [], defaultModel: '' }

function OpenApp({ children }: { children: ReactNode }) {
  const { boot, check } = useBoot()
  const chatId = useChatId()
  const isChat = usePage().component === 'chat'
  const isTemporary = useTemporaryChat() !== null && isChat && chatId === null
  const [isOffline, setIsOffline] = useState(false)
  const bootstrap = 'bootstrap' in boot ? boot.bootstrap : null
  const userId = bootstrap?.user.id ?? localUserId()
  useAppShortcuts()
  // On every page: what a chat left on its way goes on while somebody looks at the library.
  useEffect(() => {
    uploads.belongTo(userId)
    if (!isOffline) uploads.resume()
  }, [userId, isOffline])
  if (boot.type === 'unreachable') return <Unreachable onRetry={check} />
  if (boot.type === 'session_revoked') return <SessionRevoked bootstrap={boot.bootstrap} />

  const hasEnded = boot.type === 'session_ended'
  return (
    <ModelsContext value={bootstrap ?? noModels}>
      <ReadingModels value={bootstrap ?? noModels}>
        <Shell
          skipTo={isChat ? 'the chat' : 'the page'}
          composer={
            isChat &&
            !hasEnded && (
              <>
                <VersionNotice />
                <Composer userId={userId} chatId={chatId} isOffline={isOffline} />
              </>
            )
          }
        >
          {bootstrap ? (
            <LocalDatabaseProvider
              key={bootstrap.user.id}
              bootstrap={bootstrap}
              loading={<LoadingChat chatId={chatId} isChat={isChat} />}
              failed={(error, retry) => <DatabaseFailed error={error} onRetry={retry} />}
            >
              {hasEnded ? (
                <SessionEnded bootstrap={bootstrap} />
              ) : (
                <>
                  <Sidebar bootstrap={bootstrap} chatId={chatId} />
                  <main
                    id="main"
                    tabIndex={-1}
                    className="relative flex min-h-0 min-w-0 flex-col outline-none"
                  >
                    {!isTemporary && <PhoneSyncSign isBelowTitle={isChat && chatId !== null} />}
                    <Suspense fallback={<LoadingConversation chatId={chatId} isChat={isChat} />}>
                      {children}
                    </Suspense>
                    <SyncDock onOffline={setIsOffline} onSignedOut={check}>
                      <VisitNotice />
                      {!isChat && <VersionNotice />}
                    </SyncDock>
                    <WhenOpen>
                      <DeletedToast />
                    </WhenOpen>
                  </main>
                  <WhenOpen>
                    <DocumentTeller />
                    <DraftDocumentWatch />
                    <MessageSender />
                    <OfflineCopy />
                    <SurfacesHost />
                  </WhenOpen>
                </>
              )}
            </LocalDatabaseProvider>
          ) : (
            <LoadingChat chatId={chatId} isChat={isChat} />
          )}
        </Shell>
      </ReadingModels>
    </ModelsContext>
  )
}

/** A first visit copies Loft for visits without a network when the database no longer needs network and processor. */
function OfflineCopy() {
  useEffect(registerServiceWorker, [])
  return null
}
