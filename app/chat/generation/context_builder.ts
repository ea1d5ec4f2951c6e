import type { ModelMessage } from '#ai/model_driver'
import { unknownFacts, type ModelFactsSource } from '#ai/model_facts'
import type { MainDatabase } from '#core/database'
import type { GenerationRow } from '#chat/generation/generation_row'
import { readAttachments } from '#shared/attachments'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { pathToRoot, type TreeMessage } from '#shared/policies/chat_tree'
import { isBlind } from '#shared/policies/image_sight'
import { contextWindow, reservedOutput, type ContextMessage } from '#shared/policies/context_window'
import type BetterSqlite3 from 'better-sqlite3'

type PathMessage = TreeMessage & ContextMessage

/** The bytes of a person's own file; null when it is not there. */
export type FileReader = (userId: string, fileId: string) => Promise<Uint8Array | null>

/** What goes to the model, and how it compares with its window. */
export interface Context {
  /** Empty when there is nothing to answer, for example because the question was deleted. */
  messages: ModelMessage[]
  /** Oldest messages of the branch that did not fit. */
  leftOut: number
  /** Estimated tokens of `messages`. */
  inputTokens: number
  /** Tokens kept free for the answer. */
  outputTokens: number
  /** False when not even the question fits: asking could only fail. */
  isFitting: boolean
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
  SELECT m.id, m.parent_message_id, m.created_at, m.deleted_at, m.role, m.content, m.attachments,
    m.excluded_from_context
  FROM path JOIN messages m ON m.user_id = @userId AND m.id = path.id`

/** What a model gets to read: the chat's system prompt and the branch from its root down to the question, cut to its window. */
export class ContextBuilder {
  constructor(
    private readonly database: MainDatabase,
    private readonly factsOf: ModelFactsSource = () => null,
    private readonly readFile: FileReader = async () => null
  ) {}

  build(sqlite: BetterSqlite3.Database, row: GenerationRow): Context {
    const facts = this.factsOf(row.requested_model, { userId: row.user_id, sqlite }) ?? unknownFacts
    const { maxOutputTokens } = JSON.parse(row.settings) as AnswerSettings
    const outputTokens = reservedOutput(maxOutputTokens, facts)
    const systemPrompt = this.#systemPrompt(sqlite, row)
    const { messages, leftOut, tokens, isFitting } = contextWindow({
      ...{ branch: this.#branch(sqlite, row), systemPrompt, reservedOutput: outputTokens },
      contextLength: facts.contextLength,
    })
    const conversation = messages.map((message) =>
      this.#toModelMessage(row.user_id, message, isBlind(row.requested_model, facts))
    )
    if (systemPrompt && messages.length > 0) {
      conversation.unshift({ role: 'system', content: systemPrompt })
    }
    return { messages: conversation, leftOut, inputTokens: tokens, outputTokens, isFitting }
  }

  #branch(sqlite: BetterSqlite3.Database, row: GenerationRow): PathMessage[] {
    if (row.parent_id === null) return []
    const found = this.database
      .prepare(sqlite, PATH)
      .all({ userId: row.user_id, chatId: row.chat_id, parentId: row.parent_id }) as PathMessage[]
    return pathToRoot(found, row.parent_id)
  }

  #systemPrompt(sqlite: BetterSqlite3.Database, row: GenerationRow): string | null {
    const chat = this.database
      .prepare(sqlite, 'SELECT settings FROM chats WHERE user_id = ? AND id = ?')
      .get(row.user_id, row.chat_id) as { settings: string | null } | undefined
    if (!chat?.settings) return null
    return (JSON.parse(chat.settings) as ChatSettings).systemPrompt?.trim() || null
  }

  #toModelMessage(
    userId: string,
    { role, content, attachments }: PathMessage,
    isBlind: boolean
  ): ModelMessage {
    const images = readAttachments(attachments ?? null).map(({ fileId, name, mediaType }) => ({
      ...{ name, mediaType },
      read: () => this.readFile(userId, fileId),
    }))
    const message = { role: role as ModelMessage['role'], content }
    if (images.length === 0) return message
    if (!isBlind) return { ...message, images }
    const names = images.map(({ name }) => `[An image that you cannot see: ${name}]`)
    return { ...message, content: [...names, content].join('\n').trim() }
  }
}
