import { Suspense } from 'react'
import { Conversation } from '~/features/chat/components/conversation'
import { ModelPicker } from '~/features/chat/components/picker/model_picker'
import { NewChat } from '~/features/chat/components/new_chat'
import AppLayout from '~/layouts/app_layout'
import { ChatSettingsPanel } from '~/features/chat/components/settings/chat_settings_panel'
import { useChatId } from '~/lib/chat_route'

export default function Chat() {
  const chatId = useChatId()
  return (
    <>
      {chatId === null ? <NewChat /> : <Conversation key={chatId} chatId={chatId} />}
      <Suspense>
        <ModelPicker chatId={chatId} />
        <ChatSettingsPanel chatId={chatId} />
      </Suspense>
    </>
  )
}

Chat.layout = [AppLayout]
