import type { EventArgs } from '../events/catalog.js'
import type { documentEvents, documentOutcomes } from '../events/document_events.js'
import { once } from './materialize_chats.js'
import { insert, update, type Statement } from './statement.js'

const alive = (documentId: string) => ({ id: documentId, deleted_at: null })

export const materializeDocuments: {
  [N in keyof typeof documentEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.DocumentAdded': (args) => [
    insert('documents', {
      id: args.documentId,
      name: args.name,
      media_type: args.mediaType,
      size: args.size,
      status: 'waiting',
      error_code: null,
      is_retryable: null,
      pages: null,
      passages: null,
      tokens: null,
      embedding_model: null,
      project_id: args.projectId ?? null,
      chat_id: args.chatId ?? null,
      created_at: args.createdAt,
      updated_at: args.createdAt,
      deleted_at: null,
    }),
  ],
  'v1.DocumentMoved': (args) => [
    update(
      'documents',
      { project_id: args.projectId, chat_id: args.chatId, updated_at: args.movedAt },
      alive(args.documentId),
      once(args.eventId)
    ),
  ],
  'v1.DocumentRetryRequested': (args) => [
    update(
      'documents',
      { status: 'waiting', error_code: null, is_retryable: null, updated_at: args.requestedAt },
      { ...alive(args.documentId), status: 'failed' },
      once(args.eventId)
    ),
  ],
  'v1.DocumentDeleted': (args) => [
    update('documents', { name: '', deleted_at: args.deletedAt }, alive(args.documentId)),
  ],
}

export const materializeDocumentOutcomes: {
  [N in keyof typeof documentOutcomes]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.DocumentProcessed': (args) => [
    update(
      'documents',
      {
        status: 'ready',
        error_code: null,
        is_retryable: null,
        pages: args.pages,
        passages: args.passages,
        tokens: args.tokens,
        embedding_model: args.embeddingModel,
        updated_at: args.processedAt,
      },
      alive(args.documentId)
    ),
  ],
  'v1.DocumentFailed': (args) => [
    update(
      'documents',
      {
        status: 'failed',
        error_code: args.code,
        is_retryable: args.isRetryable ? 1 : 0,
        ...(args.pages === undefined ? {} : { pages: args.pages }),
        updated_at: args.failedAt,
      },
      alive(args.documentId)
    ),
  ],
}
