import { Schema } from 'effect'
import { queryDb } from '@livestore/livestore'
import type { PreferenceKey } from '#shared/events/preference_events'
import type { Row } from '#shared/tables/tables'
import { tables } from '~/livestore/schema'
import type { PastAnswer } from './usual_answer'

/**
 * Every message of a chat, tombstones included: what hangs below a deleted message needs it. The rows are taken as SQLite gives
 * them, which is what they are: decoding a thousand, and comparing them by schema, cost more than reading them.
 */
export const messagesOf = (chatId: string) =>
  queryDb(
    {
      query: 'SELECT * FROM messages WHERE chat_id = ?',
      bindValues: [chatId],
      schema: Schema.Any,
      queriedTables: new Set(['messages']),
    },
    {
      label: `messages of ${chatId}`,
      deps: [chatId],
      map: (rows: readonly Row<'messages'>[]) => rows,
    }
  )

export const branchChoicesOf = (chatId: string) =>
  queryDb(tables.branch_selections.where({ chat_id: chatId }), { label: `branches of ${chatId}` })

/** Also when it was deleted: its id is taken. */
export const chatRowOf = (chatId: string) =>
  queryDb(tables.chats.where({ id: chatId }), { label: `row of chat ${chatId}` })

export const chatOf = (chatId: string) =>
  queryDb(tables.chats.where({ id: chatId, deleted_at: null }), { label: `chat ${chatId}` })

export const anyMessage = queryDb(tables.messages.select('id').limit(1), { label: 'any message' })

export const keptDocumentIds = queryDb(tables.documents.select('id').where({ deleted_at: null }), {
  label: 'kept documents',
})

/** What every message of a chat may ask about: its own documents, and those of its project. */
export const standingDocuments = (chatId: string, projectId: string | null) =>
  queryDb(
    {
      query: `SELECT * FROM documents WHERE deleted_at IS NULL AND (chat_id = ? OR project_id = ?)
        ORDER BY created_at DESC`,
      bindValues: [chatId, projectId ?? ''],
      schema: Schema.Array(tables.documents.rowSchema) as never,
      queriedTables: new Set(['documents']),
    },
    {
      label: `standing documents of ${chatId}`,
      deps: [chatId, projectId ?? ''],
      map: (rows: readonly Row<'documents'>[]) => rows,
    }
  )

/** Those documents of a question that were not read yet. */
export const unreadDocumentsOf = (questionId: string) =>
  queryDb(
    {
      query: `SELECT documents.name AS name
        FROM messages, json_each(messages.documents) AS attached
        JOIN documents ON documents.id = json_extract(attached.value, '$.documentId')
        WHERE messages.id = ? AND documents.status = 'waiting' AND documents.deleted_at IS NULL`,
      bindValues: [questionId],
      schema: Schema.Array(Schema.Struct({ name: Schema.String })) as never,
      queriedTables: new Set(['messages', 'documents']),
    },
    {
      label: `unread documents of ${questionId}`,
      deps: [questionId],
      map: (rows: readonly { name: string }[]) => rows,
    }
  )

/** A document with its state, also when it was deleted. */
export const documentRow = (documentId: string) =>
  queryDb(tables.documents.where({ id: documentId }), { label: `document ${documentId}` })

/** A project of this person; none when it was deleted. */
export const projectOf = (projectId: string) =>
  queryDb(tables.projects.where({ id: projectId, deleted_at: null }), {
    label: `project ${projectId}`,
  })

export const preferenceRow = (key: PreferenceKey) =>
  queryDb(tables.preferences.where({ key }), { label: `preference ${key}` })

export const favouriteModels = queryDb(
  tables.favourite_models.select('model').where({ is_favourite: 1 }),
  { label: 'favourite models' }
)

export const presetRows = queryDb(tables.presets.where({ deleted_at: null }), { label: 'presets' })

export interface ChatCost {
  cost_nano: number | null
  /** How many of the costs are guesses. */
  estimates: number | null
}

/** Deleted messages included: what they cost was paid. */
export const costOfChat = (chatId: string) =>
  queryDb(
    {
      query: `SELECT sum(cost_nano) AS cost_nano, sum(cost_is_estimate) AS estimates
        FROM messages WHERE chat_id = ?`,
      bindValues: [chatId],
      schema: Schema.Array(
        Schema.Struct({
          cost_nano: Schema.NullOr(Schema.Number),
          estimates: Schema.NullOr(Schema.Number),
        })
      ) as never,
      queriedTables: new Set(['messages']),
    },
    { label: `cost of ${chatId}`, deps: [chatId], map: (rows: readonly ChatCost[]) => rows[0] }
  )

const LAST_ANSWERS = 30

/** The newest answers of a model, newest first, without their texts. */
export const lastAnswersOf = (model: string) =>
  queryDb(
    {
      query: `SELECT cost_nano, output_tokens,
        json_extract(metadata, '$.firstTokenMs') AS first_token_ms,
        json_extract(metadata, '$.latencyMs') AS latency_ms
        FROM messages WHERE model = ? AND status = 'complete'
        ORDER BY created_at DESC LIMIT ${LAST_ANSWERS}`,
      bindValues: [model],
      schema: Schema.Array(
        Schema.Struct({
          cost_nano: Schema.NullOr(Schema.Number),
          output_tokens: Schema.NullOr(Schema.Number),
          first_token_ms: Schema.NullOr(Schema.Number),
          latency_ms: Schema.NullOr(Schema.Number),
        })
      ) as never,
      queriedTables: new Set(['messages']),
    },
    { label: `answers of ${model}`, deps: [model], map: (rows: readonly PastAnswer[]) => rows }
  )
