import type { EventArgs } from '../events/catalog.js'
import type { projectEvents } from '../events/project_events.js'
import { once } from './materialize_chats.js'
import { insert, update, type Statement } from './statement.js'

export const materializeProjects: {
  [N in keyof typeof projectEvents]: (args: EventArgs<N>) => Statement[]
} = {
  'v1.ProjectCreated': (args) => [
    insert('projects', {
      id: args.projectId,
      name: args.name,
      instructions: args.instructions,
      model: args.model,
      created_at: args.createdAt,
      updated_at: args.createdAt,
      deleted_at: null,
    }),
  ],
  'v1.ProjectChanged': ({ eventId, projectId, name, instructions, model, changedAt }) => [
    update(
      'projects',
      {
        ...(name === undefined ? {} : { name }),
        ...(instructions === undefined ? {} : { instructions }),
        ...(model === undefined ? {} : { model }),
        updated_at: changedAt,
      },
      { id: projectId, deleted_at: null },
      once(eventId)
    ),
  ],
  // Once each: a repeated push must not take out what was put there by an event in between.
  'v1.ProjectDeleted': ({ eventId, projectId, deletedAt }) => [
    update(
      'projects',
      { deleted_at: deletedAt, name: '', instructions: '' },
      { id: projectId, deleted_at: null }
    ),
    update('chats', { project_id: null }, { project_id: projectId }, once(eventId)),
    update('documents', { project_id: null }, { project_id: projectId }, once(eventId)),
  ],
  'v1.ChatMovedToProject': ({ eventId, chatId, projectId, movedAt }) => [
    update(
      'chats',
      { project_id: projectId, updated_at: movedAt },
      { id: chatId, deleted_at: null },
      once(eventId)
    ),
  ],
}
