import { randomUUID } from 'node:crypto'
import type { LoftEvent, ServerEvent } from '#shared/events/catalog'
import type { Prepare } from '#sync/project_event'

/**
 * Says why a message did not take its place, as a compensating event for its author's log; null when it did. Asks the tables
 * after the projection, so a repeat of a message that is there is no refusal. Mirrors `placeConditions`.
 */
export function findRefusal(
  prepare: Prepare,
  userId: string,
  event: LoftEvent
): ServerEvent | null {
  if (event.name !== 'v1.MessageSent' && event.name !== 'v1.AnswerRequested') return null
  const messageId = event.name === 'v1.MessageSent' ? event.args.messageId : event.args.answerId
  const isPlaced = prepare('SELECT 1 FROM messages WHERE user_id = ? AND id = ?')
  if (isPlaced.get(userId, messageId)) return null
  const isExplained = prepare('SELECT 1 FROM refusals WHERE user_id = ? AND refused_event_id = ?')
  if (isExplained.get(userId, event.args.eventId)) return null
  const chat = prepare('SELECT deleted_at FROM chats WHERE user_id = ? AND id = ?').get(
    userId,
    event.args.chatId
  ) as { deleted_at: number | null } | undefined
  const reason = !chat
    ? 'CHAT_MISSING'
    : chat.deleted_at === null
      ? 'PARENT_MISSING'
      : 'CHAT_DELETED'
  return {
    name: 'v1.EventRefused',
    args: {
      eventId: randomUUID(),
      refusedEventId: event.args.eventId,
      refusedName: event.name,
      reason,
      refusedAt: Date.now(),
    },
  }
}
