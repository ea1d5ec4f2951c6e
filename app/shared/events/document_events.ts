import { Schema } from 'effect'
import { documentErrorCodes } from '../document_errors.js'
import { documentMediaTypes } from '../documents.js'
import { Count, Id, Name, Text, Timestamp } from './fields.js'

/** Events by which a person arranges documents. Every one is authored by a client. */
export const documentEvents = {
  /** `documentId` is also the id of the upload (`/uploads`) and of the file (`/files/<id>`); the bytes may come later. */
  'v1.DocumentAdded': Schema.Struct({
    eventId: Id,
    documentId: Id,
    name: Text(500).pipe(Schema.minLength(1)),
    mediaType: Schema.Literal(...documentMediaTypes),
    /** Bytes. */
    size: Count,
    /** What it belongs to; neither: the library alone. */
    chatId: Schema.optional(Id),
    projectId: Schema.optional(Id),
    createdAt: Timestamp,
  }),
  /** What the document belongs to from now on. */
  'v1.DocumentMoved': Schema.Struct({
    eventId: Id,
    documentId: Id,
    projectId: Schema.NullOr(Id),
    chatId: Schema.NullOr(Id),
    movedAt: Timestamp,
  }),
  /** Read the file again after it failed. */
  'v1.DocumentRetryRequested': Schema.Struct({
    eventId: Id,
    documentId: Id,
    requestedAt: Timestamp,
    /** Of a scan: this model shall read its pages, at the person's own cost. */
    readingModel: Schema.optional(Name),
  }),
  /** A tombstone: file, passages and vectors go for good; what answers cite of it stays with them. */
  'v1.DocumentDeleted': Schema.Struct({ eventId: Id, documentId: Id, deletedAt: Timestamp }),
} as const

/** What the server found out about a document. Only the server authors these. */
export const documentOutcomes = {
  'v1.DocumentProcessed': Schema.Struct({
    eventId: Id,
    documentId: Id,
    /** Null where the format has no pages. */
    pages: Schema.NullOr(Count),
    passages: Count,
    tokens: Count,
    /** Null: found by its words alone. */
    embeddingModel: Schema.NullOr(Name),
    processedAt: Timestamp,
  }),
  'v1.DocumentFailed': Schema.Struct({
    eventId: Id,
    documentId: Id,
    code: Schema.Literal(...documentErrorCodes),
    isRetryable: Schema.Boolean,
    /** Of a scan, whose pages a model could read. */
    pages: Schema.optional(Count),
    failedAt: Timestamp,
  }),
} as const
