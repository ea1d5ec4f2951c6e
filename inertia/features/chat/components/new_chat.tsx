import { Head } from '@inertiajs/react'
import { TimerReset } from 'lucide-react'
import { Button } from '~/components/button'
import { PaneOfLight } from '~/components/mark'
import { useLiveQuery } from '~/livestore/hooks'
import { useNewChatPort } from '../hooks/use_new_chat_port'
import { usePreferences } from '../hooks/use_preferences'
import { newChatStart } from '../new_chat_start'
import { anyMessage } from '../queries'
import { temporaryChat, useTemporaryChat } from '../temporary/temporary_chat'
import { TemporaryChatScreen } from './temporary/temporary_chat_screen'

/** The page before the first question of a chat, or a chat that is kept nowhere. */
export function NewChat() {
  const temporary = useTemporaryChat()
  useNewChatPort(temporary === null)
  return temporary === null ? <EmptyChat /> : <TemporaryChatScreen state={temporary} />
}

/** Its large greeting is for the first run only. */
function EmptyChat() {
  const isFirstRun = useLiveQuery(anyMessage).length === 0
  const preferences = usePreferences()
  const startTemporary = () => {
    const start = newChatStart.get()
    temporaryChat.start({
      model: start.model ?? preferences.model,
      settings: start.settings ?? preferences.settings,
    })
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col overflow-hidden">
      <Head title="New chat" />
      <header className="relative z-1 flex h-bar shrink-0 items-center justify-end pr-2.5 max-[900px]:pr-13">
        <Button size="small" variant="ghost" onClick={startTemporary}>
          <TimerReset size={15} aria-hidden="true" />
          Temporary chat
        </Button>
      </header>
      {isFirstRun && (
        <PaneOfLight className="-top-10 -right-24 w-[560px] animate-[appear_var(--duration-slow)_ease-out] max-sm:w-[360px]" />
      )}
      <div className="relative mx-auto flex w-[min(100%-48px,var(--measure))] flex-1 flex-col justify-center pb-12">
        {isFirstRun ? (
          <>
            <h1 className="text-3xl font-[600] tracking-display max-sm:text-2xl">
              Come in.
              <br />
              Everything here is yours.
            </h1>
            <p className="mt-4 max-w-lg text-lg text-muted-foreground">
              Loft keeps every chat on this device, so it opens at once and works without a network.
              Write your first question below.
            </p>
          </>
        ) : (
          <h1 className="text-2xl font-[600] tracking-tight">What is on your mind?</h1>
        )}
      </div>
    </div>
  )
}
