import type { ModelMessage } from '#ai/model_driver'
import type { MainDatabase } from '#core/database'
import type { GenerationRow } from '#chat/generation/generation_row'
import type { ChatSettings } from '#shared/events/fields'
import { pathToRoot, type TreeMessage } from '#shared/policies/chat_tree'
import type { MessageStatus } from '#shared/tables/tables'
import type BetterSqlite3 from 'better-sqlite3'

interface PathMessage extends TreeMessage {
  role: string
  status: MessageStatus
  content: string
  excluded_from_context: number
}

/** Only the branch is read, not its siblings: a long chat with many edits costs what is on screen. */
const PATH = `
  WITH RECURSIVE path (id, parent, depth) AS (
    SELECT id, parent_message_id, 0 FROM messages WHERE user_id = @userId AND chat_id = @chatId AND id = @parentId
    UNION ALL
    SELECT m.id, m.parent_message_id, path.depth + 1 FROM path
    JOIN messages m ON m.user_id = @userId AND m.chat_id = @chatId AND m.id = path.parent
    WHERE path.depth < 100000
  )
  SELECT m.id, m.parent_message_id, m.created_at, m.deleted_at, m.role, m.status, m.content, m.excluded_from_context
  FROM path JOIN messages m ON m.user_id = @userId AND m.id = path.id`

/** What a model gets to read: the chat's system prompt and the branch from its root down to the question. */
export class ContextBuilder {
  constructor(private readonly database: MainDatabase) {}

  /** Empty when there is nothing to answer, for example because the question was deleted. */
  build(sqlite: BetterSqlite3.Database, row: GenerationRow): ModelMessage[] {
    if (row.parent_id === null) return []
    const found = this.database
      .prepare(sqlite, PATH)
      .all({ userId: row.user_id, chatId: row.chat_id, parentId: row.parent_id }) as PathMessage[]
    const conversation = pathToRoot(found, row.parent_id).filter(isReadable).map(toModelMessage)
    if (!conversation.some(({ role }) => role === 'user')) return []
    const systemPrompt = this.#systemPrompt(sqlite, row)
    if (!systemPrompt) return conversation
    return [{ role: 'system', content: systemPrompt }, ...conversation]
  }

  #systemPrompt(sqlite: BetterSqlite3.Database, row: GenerationRow): string | undefined {
    const chat = this.database
      .prepare(sqlite, 'SELECT settings FROM chats WHERE user_id = ? AND id = ?')
      .get(row.user_id, row.chat_id) as { settings: string | null } | undefined
    if (!chat?.settings) return undefined
    return (JSON.parse(chat.settings) as ChatSettings).systemPrompt?.trim() || undefined
  }
}

/** Stopped and failed answers count for what they said; one that said nothing is skipped like an empty message. */
function isReadable(message: PathMessage): boolean {
  if (message.deleted_at !== null || message.excluded_from_context === 1) return false
  return ['system', 'user', 'assistant'].includes(message.role) && message.content.trim() !== ''
}

function toModelMessage({ role, content }: PathMessage): ModelMessage {
  return { role: role as ModelMessage['role'], content }
}
