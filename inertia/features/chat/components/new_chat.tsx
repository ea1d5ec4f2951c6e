import { Head } from '@inertiajs/react'
import { TimerReset } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '~/components/button'
import { rememberAsking } from '~/lib/asked_here'
import { takeNextProject } from '~/lib/project_places'
import { useLiveQuery } from '~/livestore/hooks'
import { useNewChatPort } from '../hooks/use_new_chat_port'
import { usePreferences } from '../hooks/use_preferences'
import { newChatStart, useNewChatStart } from '../new_chat_start'
import { anyMessage } from '../queries'
import { temporaryChat, useTemporaryChat } from '../temporary/temporary_chat'
import { NewChatProject } from './new_chat_project'
import { Greeting } from './greeting'
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
  useEffect(() => {
    if (!isFirstRun) rememberAsking()
  }, [isFirstRun])
  const preferences = usePreferences()
  const { projectId = null } = useNewChatStart()
  useEffect(() => {
    const next = takeNextProject()
    if (next !== null) newChatStart.change({ projectId: next })
  }, [])
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
      <header className="relative z-1 flex h-bar shrink-0 items-center justify-end gap-2 pr-2.5 pl-4.5 max-[900px]:pr-13 max-[900px]:pl-13">
        {projectId !== null && <NewChatProject projectId={projectId} />}
        <Button size="small" variant="ghost" onClick={startTemporary}>
          <TimerReset size={15} aria-hidden="true" />
          Temporary chat
        </Button>
      </header>
      <Greeting isFirstRun={isFirstRun} />
    </div>
  )
}
