import type { LocalDatabase } from '~/livestore/api'

const newId = () => crypto.randomUUID() as string
const LONGEST_NAME = 200

/** As it is stored; empty when there is nothing to call it by. */
export const projectName = (typed: string) =>
  typed.toWellFormed().trim().slice(0, LONGEST_NAME).toWellFormed()

/** Returns its id at once. */
export function createProject(database: LocalDatabase, name: string): string {
  const projectId = newId()
  void database.commit({
    name: 'v1.ProjectCreated',
    args: {
      ...{ eventId: newId(), projectId, name: projectName(name) },
      ...{ instructions: '', model: null, createdAt: Date.now() },
    },
  })
  return projectId
}

interface ProjectChange {
  name?: string
  instructions?: string
  model?: string | null
}

export function changeProject(
  database: LocalDatabase,
  projectId: string,
  change: ProjectChange
): Promise<void> {
  return database.commit({
    name: 'v1.ProjectChanged',
    args: { eventId: newId(), projectId, ...change, changedAt: Date.now() },
  })
}

/** Its chats and documents stay, outside of it. */
export function deleteProject(database: LocalDatabase, projectId: string): Promise<void> {
  return database.commit({
    name: 'v1.ProjectDeleted',
    args: { eventId: newId(), projectId, deletedAt: Date.now() },
  })
}

export function moveChat(
  database: LocalDatabase,
  chatId: string,
  projectId: string | null
): Promise<void> {
  return database.commit({
    name: 'v1.ChatMovedToProject',
    args: { eventId: newId(), chatId, projectId, movedAt: Date.now() },
  })
}
