import type { Row } from '#shared/tables/tables'

const reasons: Record<string, string> = {
  CHAT_MISSING: 'the chat it belongs to does not exist',
  CHAT_DELETED: 'its chat was deleted on another device before it arrived',
  PARENT_MISSING: 'the message it belongs to does not exist',
}

const changes: Record<string, string> = {
  'v1.MessageSent': 'A message was not added',
  'v1.AnswerRequested': 'An answer was not requested',
}

/** One sentence: what had no effect and why. */
export function refusalWords({ refused_name, reason }: Row<'refusals'>): string {
  const change = changes[refused_name] ?? 'A change was not made'
  return `${change}: ${reasons[reason] ?? 'the server refused it'}.`
}
