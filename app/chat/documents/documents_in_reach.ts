import type { ReachableDocument } from '#rag/queries/retrieve_passages'
import type BetterSqlite3 from 'better-sqlite3'

export interface ReachInput {
  userId: string
  chatId: string
  /** The chat's project; null for a chat outside of any. */
  projectId: string | null
  /** Documents that the messages on the answer's path name. */
  attached: readonly string[]
}

/** Attached ones first, then the chat's own, then the project's. Ids that a client names are looked up among its own documents. */
const IN_REACH = `
  SELECT id, name, coalesce(tokens, 0) AS tokens, embedding_model AS embeddingModel FROM documents
  WHERE user_id = @userId AND deleted_at IS NULL AND status = 'ready'
    AND (chat_id = @chatId OR project_id = @projectId OR id IN (SELECT value FROM json_each(@attached)))
  ORDER BY id IN (SELECT value FROM json_each(@attached)) DESC, chat_id IS @chatId DESC, created_at DESC, id`

/** The documents that an answer may draw on, and no others: what is not in this list is never looked at. */
export function documentsInReach(
  prepare: (sql: string) => BetterSqlite3.Statement,
  { attached, ...input }: ReachInput
): ReachableDocument[] {
  const parameters = { ...input, attached: JSON.stringify(attached) }
  return prepare(IN_REACH).all(parameters) as ReachableDocument[]
}
