import type { ModelMessage } from '#ai/model_driver'
import { unknownFacts, type ModelFactsSource } from '#ai/model_facts'
import type { MainDatabase } from '#core/database'
import type { GenerationRow } from '#chat/generation/generation_row'
import { quoted } from '#chat/documents/passage_prompt'
import { documentsInReach } from '#chat/documents/documents_in_reach'
import type { ReachableDocument } from '#rag/queries/retrieve_passages'
import { readAttachments } from '#shared/attachments'
import { readAttachedDocuments } from '#shared/documents'
import type { AnswerSettings, ChatSettings } from '#shared/events/fields'
import { pathToRoot, type TreeMessage } from '#shared/policies/chat_tree'
import { withoutCitations } from '#shared/policies/citations'
import { isBlind } from '#shared/policies/image_sight'
import {
  contextWindow,
  isInContext,
  reservedOutput,
  UNKNOWN_CONTEXT_LENGTH,
  type ContextMessage,
} from '#shared/policies/context_window'
import { readMetadata } from '#shared/tables/message_metadata'
import type BetterSqlite3 from 'better-sqlite3'

type PathMessage = TreeMessage & ContextMessage & { metadata: string | null }

/** The documents that an answer may draw on, and most tokens of their passages. */
export interface Reach {
  documents: readonly ReachableDocument[]
  budgetTokens: number
}

/** How much of a model's room passages may take. */
export interface PassageShare {
  tokens: number
  /** Of what the window leaves beside the answer. */
  share: number
}

/** What a chat says about itself that a model gets to know. */
interface ChatFacts {
  settings: string | null
  projectId: string | null
  instructions: string | null
}

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
  reach: Reach
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
    m.documents, m.metadata, m.excluded_from_context
  FROM path JOIN messages m ON m.user_id = @userId AND m.id = path.id`

const CHAT = `
  SELECT c.settings, p.id AS projectId, p.instructions FROM chats c
  LEFT JOIN projects p ON p.user_id = c.user_id AND p.id = c.project_id AND p.deleted_at IS NULL
  WHERE c.user_id = ? AND c.id = ?`

/** What a model gets to read: the chat's system prompt and the branch from its root down to the question, cut to its window. */
export class ContextBuilder {
  constructor(
    private readonly database: MainDatabase,
    private readonly factsOf: ModelFactsSource = () => null,
    private readonly readFile: FileReader = async () => null,
    private readonly passages: PassageShare = { tokens: 0, share: 0 }
  ) {}

  build(sqlite: BetterSqlite3.Database, row: GenerationRow): Context {
    const facts = this.factsOf(row.requested_model, { userId: row.user_id, sqlite }) ?? unknownFacts
    const { maxOutputTokens } = JSON.parse(row.settings) as AnswerSettings
    const outputTokens = reservedOutput(maxOutputTokens, facts)
    const chat = this.#chat(sqlite, row)
    const systemPrompt = systemPromptOf(chat)
    const branch = this.#branch(sqlite, row)
    const documents = this.#documents(sqlite, row, chat, branch)
    const wanted = this.#passageTokens(documents, facts.contextLength, outputTokens)
    const windowWith = (passageTokens: number) =>
      contextWindow({
        ...{ branch, systemPrompt, contextLength: facts.contextLength },
        reservedOutput: outputTokens + passageTokens,
      })
    // A long question goes before passages; history does not.
    const roomy = windowWith(wanted)
    const window = roomy.isFitting ? roomy : windowWith(0)
    const { messages, leftOut, tokens, isFitting } = window
    const budgetTokens = roomy.isFitting ? wanted : Math.max(0, window.room - tokens)
    const conversation = messages.map((message) =>
      this.#toModelMessage(row.user_id, message, isBlind(row.requested_model, facts))
    )
    if (systemPrompt && messages.length > 0) {
      conversation.unshift({ role: 'system', content: systemPrompt })
    }
    const reach = { documents, budgetTokens }
    return { messages: conversation, leftOut, inputTokens: tokens, outputTokens, isFitting, reach }
  }

  #documents(
    sqlite: BetterSqlite3.Database,
    { user_id: userId, chat_id: chatId }: GenerationRow,
    { projectId }: ChatFacts,
    branch: readonly PathMessage[]
  ): ReachableDocument[] {
    const attached = branch
      .filter(isInContext)
      .flatMap(({ documents }) => readAttachedDocuments(documents ?? null))
      .map(({ documentId }) => documentId)
    const prepare = (sql: string) => this.database.prepare(sqlite, sql)
    return documentsInReach(prepare, { userId, chatId, projectId, attached })
  }

  #passageTokens(
    documents: readonly ReachableDocument[],
    contextLength: number | null,
    outputTokens: number
  ): number {
    if (documents.length === 0) return 0
    const room = (contextLength ?? UNKNOWN_CONTEXT_LENGTH) - outputTokens
    return Math.max(0, Math.min(this.passages.tokens, Math.floor(room * this.passages.share)))
  }

  #branch(sqlite: BetterSqlite3.Database, row: GenerationRow): PathMessage[] {
    if (row.parent_id === null) return []
    const found = this.database
      .prepare(sqlite, PATH)
      .all({ userId: row.user_id, chatId: row.chat_id, parentId: row.parent_id }) as PathMessage[]
    return pathToRoot(found, row.parent_id)
  }

  #chat(sqlite: BetterSqlite3.Database, row: GenerationRow): ChatFacts {
    const chat = this.database.prepare(sqlite, CHAT).get(row.user_id, row.chat_id)
    return (
      (chat as ChatFacts | undefined) ?? { settings: null, projectId: null, instructions: null }
    )
  }

  #toModelMessage(
    userId: string,
    { role, content: words, attachments, documents, metadata }: PathMessage,
    isBlind: boolean
  ): ModelMessage {
    const content = role === 'assistant' ? uncited(words, metadata) : named(words, documents)
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

/** What the project says comes first: the chat's own prompt is the nearer one. */
function systemPromptOf({ instructions, settings }: ChatFacts): string | null {
  const own = settings === null ? undefined : (JSON.parse(settings) as ChatSettings).systemPrompt
  const parts = [instructions, own].map((part) => part?.trim()).filter(Boolean)
  return parts.join('\n\n') || null
}

/** Numbers of an earlier answer would point at passages that are not there any more. */
function uncited(content: string, metadata: string | null): string {
  if (!metadata?.includes('"passages"')) return content
  const numbers = (readMetadata(metadata).passages ?? []).map(({ number }) => number)
  return withoutCitations(content, new Set(numbers))
}

/** What was attached is part of what was said: "sum this up". */
function named(content: string, documents: string | null | undefined): string {
  const names = readAttachedDocuments(documents ?? null).map(({ name }) => name)
  if (names.length === 0) return content
  return [...names.map((name) => `[Attached document: ${quoted(name)}]`), content].join('\n').trim()
}
