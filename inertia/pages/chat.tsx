import { Suspense } from 'react'
import { Conversation } from '~/features/chat/components/conversation'
import { ChatOverlays } from '~/features/chat/components/chat_overlays'
import { NewChat } from '~/features/chat/components/new_chat'
import AppLayout from '~/layouts/app_layout'
import { useChatId } from '~/lib/chat_route'

export default function Chat() {
  const chatId = useChatId()
  return (
    <>
      {chatId === null ? <NewChat /> : <Conversation key={chatId} chatId={chatId} />}
      <Suspense>
        <ChatOverlays chatId={chatId} />
      </Suspense>
    </>
  )
}

Chat.layout = [AppLayout]
