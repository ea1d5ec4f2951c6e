import { Suspense } from 'react'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { AccountMenu } from '~/features/account/components/account_menu'
import { ChatList } from '~/features/chats/components/chat_list'
import { SyncIndicator } from '~/features/sync/components/sync_indicator'
import { useSyncState } from '~/livestore/hooks'
import { LoadingList } from './loading_chat'
import { SidebarFrame } from './sidebar_frame'
import { SettingsLink } from './sidebar_links'

export function Sidebar({ bootstrap, chatId }: { bootstrap: Bootstrap; chatId: string | null }) {
  const isOffline = useSyncState().type === 'offline'
  return (
    <SidebarFrame
      chatId={chatId}
      footer={
        <>
          <SyncIndicator />
          <div className="flex items-center">
            <div className="min-w-0 flex-1">
              <AccountMenu bootstrap={bootstrap} />
            </div>
            <SettingsLink />
          </div>
        </>
      }
    >
      <Suspense fallback={<LoadingList />}>
        <ChatList chatId={chatId} isOffline={isOffline} />
      </Suspense>
    </SidebarFrame>
  )
}
