import { useEffect } from 'react'
import { useLocalDatabase } from '~/livestore/hooks'
import { sendMessage } from '../commands'
import { useConversation } from '../hooks/use_conversation'
import { outgoingMessages, useOutgoingMessages, type OutgoingMessage } from '../outgoing_messages'

/** Takes what was written into the database, one message after the other, since each hangs below the one before. */
export function MessageSender() {
  const [next] = useOutgoingMessages()
  return next ? <Sending key={next.messageId} message={next} /> : null
}

/** Sent already by this page: React may mount a component twice. */
const taken = new Set<string>()

function Sending({ message }: { message: OutgoingMessage }) {
  const database = useLocalDatabase()
  const { messages, path } = useConversation(message.chatId)

  useEffect(() => {
    if (taken.has(message.messageId)) return
    taken.add(message.messageId)
    // A page that died after the commit left it here: the database has it, perhaps with an answer below.
    if (messages.some(({ id }) => id === message.messageId)) return outgoingMessages.done(message)
    const parentId = path.at(-1)?.message.id ?? null
    sendMessage(database, message, parentId).then(
      () => {
        outgoingMessages.done(message)
        void navigator.storage?.persist?.()
      },
      () => outgoingMessages.giveBack(message)
    )
  }, [database, message, messages, path])

  return null
}
