import { queryDb } from '@livestore/livestore'
import type { Row } from '#shared/tables/tables'
import { tables } from '~/livestore/schema'

export type LibraryDocument = Row<'documents'>

/** Every document of this person, newest first. */
export const libraryDocuments = queryDb(
  tables.documents.where({ deleted_at: null }).orderBy('created_at', 'desc'),
  { label: 'library' }
)

export const documentsOfProject = (projectId: string) =>
  queryDb(
    tables.documents
      .where({ project_id: projectId, deleted_at: null })
      .orderBy('created_at', 'desc'),
    { label: `documents of project ${projectId}` }
  )

export const projectNames = queryDb(
  tables.projects.where({ deleted_at: null }).orderBy('name', 'asc'),
  { label: 'project names' }
)
