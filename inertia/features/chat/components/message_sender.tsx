import { useEffect, useMemo, useState } from 'react'
import { useLiveQuery, useLocalDatabase, useSyncState } from '~/livestore/hooks'
import { sendMessage } from '../commands'
import { useConversation } from '../hooks/use_conversation'
import { offeredModel, useModels } from '../models_context'
import { outgoingMessages, useOutgoingMessages, type OutgoingMessage } from '../outgoing_messages'
import { chatRowOf } from '../queries'

/** Takes what was written into the database, one message after the other, since each hangs below the one before. */
export function MessageSender() {
  const [next] = useOutgoingMessages()
  return next ? <Sending key={next.messageId} message={next} /> : null
}

/** Sent already by this page: React may mount a component twice. */
const taken = new Set<string>()

function Sending({ message }: { message: OutgoingMessage }) {
  const database = useLocalDatabase()
  const { chatId } = message
  const { messages, path } = useConversation(chatId)
  const hasChat = useLiveQuery(useMemo(() => chatRowOf(chatId), [chatId])).length > 0

  const models = useModels()
  const mayBeComing = useMayBeComing(!message.isNewChat && !hasChat)

  useEffect(() => {
    if (taken.has(message.messageId) || mayBeComing) return
    taken.add(message.messageId)
    // A page that died after the commit left it here: the database has it, perhaps with an answer below.
    if (messages.some(({ id }) => id === message.messageId)) return outgoingMessages.done(message)
    const parentId = path.at(-1)?.message.id ?? null
    // Enter may have been pressed before it was known which models there are, and the message that should have made the chat
    // may have been given back for want of room.
    const model = offeredModel(models, message.model)
    sendMessage(database, { ...message, model, isNewChat: !hasChat }, parentId).then(
      () => {
        outgoingMessages.done(message)
        void navigator.storage?.persist?.()
      },
      () => outgoingMessages.giveBack(message)
    )
  }, [database, message, messages, path, hasChat, models, mayBeComing])

  return null
}

/** How long to wait for a connection before a chat that is not here counts as not existing. */
const connectionPatienceMs = 3_000

/** Whether a chat that is not in the database may still arrive: a message sent before would become a second root of it. */
function useMayBeComing(isMissing: boolean): boolean {
  const sync = useSyncState()
  const [isPatient, setIsPatient] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setIsPatient(false), connectionPatienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isMissing || sync.type === 'synced') return false
  return sync.type === 'syncing' || isPatient
}
