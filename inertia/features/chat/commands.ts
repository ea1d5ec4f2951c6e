import { readAttachments } from '#shared/attachments'
import { readAttachedDocuments } from '#shared/documents'
import type { ClientEvent } from '#shared/events/catalog'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { limits } from '#shared/limits'
import type { Row } from '#shared/tables/tables'
import type { LocalDatabase } from '~/livestore/api'
import type { OutgoingMessage } from './outgoing_messages'

type Message = Row<'messages'>
const newId = () => crypto.randomUUID() as string

/** What is known of a message only when the database takes it. */
interface Sending {
  parentId: string | null
  model: string
  settings: AnswerSettings
  /** The chat is made with it. */
  newChat: { settings: ChatSettings } | null
}

/** The ids were made when Enter was pressed: sending the same message again after a crash changes nothing. */
export function sendMessage(
  database: LocalDatabase,
  message: OutgoingMessage,
  { parentId, newChat, model, settings }: Sending
): Promise<void> {
  const { chatId, messageId, answerId, writtenAt } = message
  const events: ClientEvent[] = [
    {
      name: 'v1.MessageSent',
      args: {
        eventId: message.eventIds.message,
        messageId,
        chatId,
        parentId,
        content: message.text,
        ...(message.attachments?.length ? { attachments: message.attachments } : {}),
        ...(message.documents?.length ? { documents: message.documents } : {}),
        sentAt: writtenAt,
      },
    },
    {
      name: 'v1.AnswerRequested',
      args: {
        eventId: message.eventIds.answer,
        answerId,
        chatId,
        parentId: messageId,
        model,
        settings,
        requestedAt: writtenAt,
      },
    },
  ]
  if (newChat) {
    events.unshift({
      name: 'v1.ChatCreated',
      args: {
        ...{ eventId: message.eventIds.chat, chatId, model, createdAt: writtenAt },
        ...(Object.keys(newChat.settings).length > 0 && { settings: newChat.settings }),
        ...(message.projectId && { projectId: message.projectId }),
      },
    })
  }
  return database.commit(...events)
}

/** Who is asked, and how: the model and the settings of the chat. */
export interface Asking {
  model: string
  settings: AnswerSettings
}

/** An edit is a new message beside the old one, with a request of its own. */
export function editMessage(
  database: LocalDatabase,
  message: Message,
  content: string,
  asking: Asking
): Promise<void> {
  const messageId = newId()
  const now = Date.now()
  return database.commit(
    {
      name: 'v1.MessageSent',
      args: {
        eventId: newId(),
        messageId,
        chatId: message.chat_id,
        parentId: message.parent_message_id,
        content,
        ...attachmentsOf(message),
        sentAt: now,
      },
    },
    requestOf(message.chat_id, messageId, asking, now)
  )
}

/** An edited question shows what the first one showed. */
function attachmentsOf({ attachments, documents }: Message) {
  const images = readAttachments(attachments)
  const attached = readAttachedDocuments(documents)
  return {
    ...(images.length > 0 ? { attachments: images } : {}),
    ...(attached.length > 0 ? { documents: attached } : {}),
  }
}

/** A new request beside the old answer, which stays. */
export function regenerate(
  database: LocalDatabase,
  answer: Message,
  asking: Asking
): Promise<void> {
  const parentId = answer.parent_message_id
  if (parentId === null) throw new Error('An answer without a question cannot be asked again')
  return database.commit(requestOf(answer.chat_id, parentId, asking, Date.now()))
}

/** For a question whose answer was deleted. */
export function requestAnswer(
  database: LocalDatabase,
  question: Message,
  asking: Asking
): Promise<void> {
  return database.commit(requestOf(question.chat_id, question.id, asking, Date.now()))
}

function requestOf(
  chatId: string,
  parentId: string,
  { model, settings }: Asking,
  requestedAt: number
): ClientEvent {
  return {
    name: 'v1.AnswerRequested',
    args: { eventId: newId(), answerId: newId(), chatId, parentId, model, settings, requestedAt },
  }
}

/** At once where the answer runs, and durably: a server that is away learns it with the next push. */
export function stopAnswer(database: LocalDatabase, answer: Message): Promise<void> {
  database.stopAnswer(answer.id)
  return database.commit({
    name: 'v1.AnswerStopRequested',
    args: { eventId: newId(), answerId: answer.id, chatId: answer.chat_id, stoppedAt: Date.now() },
  })
}

export function confirmAnswer(database: LocalDatabase, answer: Message): Promise<void> {
  return database.commit({
    name: 'v1.AnswerConfirmed',
    args: {
      eventId: newId(),
      answerId: answer.id,
      chatId: answer.chat_id,
      confirmedAt: Date.now(),
    },
  })
}

export function selectBranch(database: LocalDatabase, child: Message): Promise<void> {
  return database.commit({
    name: 'v1.BranchSelected',
    args: {
      eventId: newId(),
      chatId: child.chat_id,
      parentId: child.parent_message_id,
      childId: child.id,
      selectedAt: Date.now(),
    },
  })
}

export function deleteMessages(
  database: LocalDatabase,
  chatId: string,
  messageIds: readonly string[]
): Promise<void> {
  const events: ClientEvent[] = []
  for (let at = 0; at < messageIds.length; at += limits.messagesPerEvent) {
    events.push({
      name: 'v1.MessagesDeleted',
      args: {
        eventId: newId(),
        chatId,
        messageIds: messageIds.slice(at, at + limits.messagesPerEvent),
        deletedAt: Date.now(),
      },
    })
  }
  return database.commit(...events)
}

/** Takes messages out of what models read, or back in; they stay on screen. */
export function excludeMessages(
  database: LocalDatabase,
  chatId: string,
  messageIds: readonly string[],
  isExcluded: boolean
): Promise<void> {
  const args = { eventId: newId(), chatId, messageIds }
  return database.commit(
    isExcluded
      ? { name: 'v1.MessagesExcluded', args: { ...args, excludedAt: Date.now() } }
      : { name: 'v1.MessagesIncluded', args: { ...args, includedAt: Date.now() } }
  )
}
