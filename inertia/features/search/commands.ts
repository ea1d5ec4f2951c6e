import {
  pathToRoot,
  selectedPath,
  type BranchChoice,
  type TreeMessage,
} from '#shared/policies/chat_tree'
import { openChat } from '~/lib/chat_route'
import { aimAt } from '~/lib/message_target'
import type { LocalDatabase } from '~/livestore/api'
import type { OnceQuery } from '~/livestore/read_once'

type Read = <Row>(query: OnceQuery) => readonly Row[]

/** Opens the chat of a message on the branch that has it; the conversation brings it into view. */
export async function showMessage(
  database: LocalDatabase,
  read: Read,
  found: { chatId: string; messageId: string; words: readonly string[] }
): Promise<void> {
  const { chatId, messageId } = found
  aimAt(found)
  openChat(chatId)
  const messages = read<TreeMessage>({
    query: 'SELECT id, parent_message_id, created_at, deleted_at FROM messages WHERE chat_id = ?',
    bindValues: [chatId],
  })
  const choices = read<BranchChoice>({
    query: 'SELECT parent_id, child_id FROM branch_selections WHERE chat_id = ?',
    bindValues: [chatId],
  })
  const shown = new Set(selectedPath(messages, choices).map(({ message }) => message.id))
  const hidden = pathToRoot(messages, messageId).filter(({ id }) => !shown.has(id))
  if (hidden.length === 0) return
  const selectedAt = Date.now()
  await database.commit(
    ...hidden.map((message) => ({
      name: 'v1.BranchSelected' as const,
      args: {
        eventId: crypto.randomUUID() as string,
        chatId,
        parentId: message.parent_message_id,
        childId: message.id,
        selectedAt,
      },
    }))
  )
}
