import { Schema } from 'effect'
import { queryDb } from '@livestore/livestore'
import type { Row } from '#shared/tables/tables'
import { tables } from '~/livestore/schema'

export type Project = Row<'projects'>

export interface ProjectSummary {
  id: string
  name: string
  chats: number
  documents: number
  last_message_at: number | null
}

/** Every project, the one last written in first, with what is in it. */
export const projectSummaries = queryDb(
  {
    query: `SELECT id, name,
        (SELECT COUNT(*) FROM chats WHERE project_id = projects.id AND deleted_at IS NULL) AS chats,
        (SELECT COUNT(*) FROM documents WHERE project_id = projects.id AND deleted_at IS NULL) AS documents,
        (SELECT MAX(last_message_at) FROM chats WHERE project_id = projects.id AND deleted_at IS NULL) AS last_message_at
      FROM projects WHERE deleted_at IS NULL
      ORDER BY COALESCE(last_message_at, created_at) DESC`,
    bindValues: [],
    schema: Schema.Array(
      Schema.Struct({
        id: Schema.String,
        name: Schema.String,
        chats: Schema.Number,
        documents: Schema.Number,
        last_message_at: Schema.NullOr(Schema.Number),
      })
    ) as never,
    queriedTables: new Set(['projects', 'chats', 'documents']),
  },
  { label: 'projects', map: (rows: readonly ProjectSummary[]) => rows }
)

export const projectRow = (projectId: string) =>
  queryDb(tables.projects.where({ id: projectId, deleted_at: null }), {
    label: `project ${projectId}`,
  })

export const allProjects = queryDb(
  tables.projects.where({ deleted_at: null }).orderBy('name', 'asc'),
  { label: 'all projects' }
)

const MOST_CHATS = 200

export const chatsOfProject = (projectId: string) =>
  queryDb(
    tables.chats
      .where({ project_id: projectId, deleted_at: null })
      .orderBy('last_message_at', 'desc')
      .limit(MOST_CHATS),
    { label: `chats of project ${projectId}` }
  )

export const chatRow = (chatId: string) =>
  queryDb(tables.chats.where({ id: chatId, deleted_at: null }), { label: `place of ${chatId}` })
