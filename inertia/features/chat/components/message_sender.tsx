import { useEffect, useMemo, useState } from 'react'
import { useLiveQuery, useLocalDatabase, useSyncState } from '~/livestore/hooks'
import { readSettings, requestSettings } from '../answer_settings'
import { sendMessage } from '../commands'
import { useConversation } from '../hooks/use_conversation'
import { usePreferences } from '../hooks/use_preferences'
import { findModel, offeredModel, useModels } from '../models_context'
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
  const chat = useLiveQuery(useMemo(() => chatRowOf(chatId), [chatId])).at(0)

  const models = useModels()
  const preferences = usePreferences()
  const mayBeComing = useMayBeComing(!message.isNewChat && !chat)

  useEffect(() => {
    if (taken.has(message.messageId) || mayBeComing) return
    taken.add(message.messageId)
    // A page that died after the commit left it here: the database has it, perhaps with an answer below.
    if (messages.some(({ id }) => id === message.messageId)) return outgoingMessages.done(message)
    // Enter may have been pressed before it was known which models there are and what the chat asks, and the message that
    // should have made the chat may have been given back for want of room.
    const model = offeredModel(models, message.model, chat ? chat.model : preferences.model)
    const ofNewChat = message.chatSettings ?? preferences.settings
    const chatSettings = chat ? readSettings(chat.settings) : ofNewChat
    const facts = findModel(models.models, model)
    sendMessage(database, message, {
      parentId: path.at(-1)?.message.id ?? null,
      model,
      settings: requestSettings(chatSettings, message.settings ?? {}, facts),
      newChat: chat ? null : { settings: ofNewChat },
    }).then(
      () => {
        outgoingMessages.done(message)
        void navigator.storage?.persist?.()
      },
      () => outgoingMessages.giveBack(message)
    )
  }, [database, message, messages, path, chat, models, preferences, mayBeComing])

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
