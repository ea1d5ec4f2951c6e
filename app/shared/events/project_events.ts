import { Schema } from 'effect'
import { limits } from '../limits.js'
import { Id, Name, Text, Timestamp } from './fields.js'

const ProjectName = Text(200).pipe(Schema.minLength(1))
const Instructions = Text(limits.systemPromptBytes)

/** Events by which a person arranges projects. Every one is authored by a client. */
export const projectEvents = {
  'v1.ProjectCreated': Schema.Struct({
    eventId: Id,
    projectId: Id,
    name: ProjectName,
    /** What models are told in every chat of the project; may be empty. */
    instructions: Instructions,
    /** Model its new chats start with; null: the person's own default. */
    model: Schema.NullOr(Name),
    createdAt: Timestamp,
  }),
  /** What is left out stays as it is. */
  'v1.ProjectChanged': Schema.Struct({
    eventId: Id,
    projectId: Id,
    name: Schema.optional(ProjectName),
    instructions: Schema.optional(Instructions),
    model: Schema.optional(Schema.NullOr(Name)),
    changedAt: Timestamp,
  }),
  /** A tombstone. Chats and documents of the project stay, outside of it. */
  'v1.ProjectDeleted': Schema.Struct({ eventId: Id, projectId: Id, deletedAt: Timestamp }),
  'v1.ChatMovedToProject': Schema.Struct({
    eventId: Id,
    chatId: Id,
    projectId: Schema.NullOr(Id),
    movedAt: Timestamp,
  }),
} as const
