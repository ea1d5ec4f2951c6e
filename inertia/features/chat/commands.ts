import { readAttachments } from '#shared/attachments'
import type { ClientEvent } from '#shared/events/catalog'
import { limits } from '#shared/limits'
import { readMetadata } from '#shared/tables/message_metadata'
import type { Row } from '#shared/tables/tables'
import type { LocalDatabase } from '~/livestore/api'
import type { OutgoingMessage } from './outgoing_messages'

type Message = Row<'messages'>
const newId = () => crypto.randomUUID() as string

/** What was asked of an answer is asked again of the next one in its place. */
const settingsOf = (answer: Message | undefined) =>
  readMetadata(answer?.metadata ?? null).settings ?? {}

/** The ids were made when Enter was pressed: sending the same message again after a crash changes nothing. */
export function sendMessage(
  database: LocalDatabase,
  message: OutgoingMessage,
  parentId: string | null
): Promise<void> {
  const { chatId, messageId, answerId, model, writtenAt } = message
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
        settings: {},
        requestedAt: writtenAt,
      },
    },
  ]
  if (message.isNewChat) {
    events.unshift({
      name: 'v1.ChatCreated',
      args: { eventId: message.eventIds.chat, chatId, model, createdAt: writtenAt },
    })
  }
  return database.commit(...events)
}

/** An edit is a new message beside the old one, with a request of its own. */
export function editMessage(
  database: LocalDatabase,
  message: Message,
  content: string,
  model: string
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
    requestOf(message.chat_id, messageId, model, now, undefined)
  )
}

/** An edited question shows what the first one showed. */
function attachmentsOf({ attachments }: Message) {
  const images = readAttachments(attachments)
  return images.length > 0 ? { attachments: images } : {}
}

/** A new request beside the old answer, which stays. */
export function regenerate(database: LocalDatabase, answer: Message, model: string): Promise<void> {
  const parentId = answer.parent_message_id
  if (parentId === null) throw new Error('An answer without a question cannot be asked again')
  return database.commit(requestOf(answer.chat_id, parentId, model, Date.now(), answer))
}

/** For a question whose answer was deleted. */
export function requestAnswer(
  database: LocalDatabase,
  question: Message,
  model: string
): Promise<void> {
  return database.commit(requestOf(question.chat_id, question.id, model, Date.now(), undefined))
}

function requestOf(
  chatId: string,
  parentId: string,
  model: string,
  requestedAt: number,
  like: Message | undefined
): ClientEvent {
  return {
    name: 'v1.AnswerRequested',
    args: {
      eventId: newId(),
      answerId: newId(),
      chatId,
      parentId,
      model,
      settings: settingsOf(like),
      requestedAt,
    },
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

export function chooseModel(
  database: LocalDatabase,
  chat: Row<'chats'>,
  model: string
): Promise<void> {
  return database.commit({
    name: 'v1.ChatSettingsChanged',
    args: {
      eventId: newId(),
      chatId: chat.id,
      model,
      settings: chat.settings === null ? null : (JSON.parse(chat.settings) as object),
      changedAt: Date.now(),
    },
  })
}
