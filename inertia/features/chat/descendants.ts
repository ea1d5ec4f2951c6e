import type { TreeMessage } from '#shared/policies/chat_tree'

/** A message and everything below it that is not deleted, nearest first. Ends at a cycle. */
export function withDescendants(messages: readonly TreeMessage[], messageId: string): string[] {
  const children = Map.groupBy(messages, (message) => message.parent_message_id)
  const found = new Set([messageId])
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id)
  const deleted = new Set(messages.filter((one) => one.deleted_at !== null).map((one) => one.id))
  return [...found].filter((id) => !deleted.has(id))
}
