import type { Attachment } from '#shared/attachments'
import type { AttachedDocument } from '#shared/documents'
import type { AnswerSettings } from '#shared/events/fields'
import type { NewChatStart } from './new_chat_start'
import type { OutgoingMessage } from './outgoing_messages'

interface Written {
  /** null for a chat that does not exist yet. */
  chatId: string | null
  text: string
  /** null when none was chosen. */
  model: string | null
  /** For this question alone. */
  settings: AnswerSettings
  start: NewChatStart
  attachments?: readonly Attachment[]
  documents?: readonly AttachedDocument[]
}

/** What was written, with the ids it keeps whatever happens on its way. */
export function outgoing(written: Written): OutgoingMessage {
  const { chatId, text, model, settings, start, attachments = [], documents = [] } = written
  const newId = () => crypto.randomUUID() as string
  return {
    chatId: chatId ?? newId(),
    isNewChat: chatId === null,
    messageId: newId(),
    answerId: newId(),
    eventIds: { chat: newId(), message: newId(), answer: newId() },
    text,
    model,
    chatSettings: chatId === null ? start.settings : null,
    settings,
    projectId: chatId === null ? (start.projectId ?? null) : null,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(documents.length > 0 ? { documents: documents.map(plain) } : {}),
    writtenAt: Date.now(),
  }
}

const plain = ({ documentId, name, mediaType, size }: AttachedDocument): AttachedDocument => ({
  ...{ documentId, name, mediaType, size },
})
