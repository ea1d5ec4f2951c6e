import { Folder, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/button'
import { PageLink } from '~/components/page_link'
import { openPage } from '~/lib/page_route'
import { projectPath } from '~/lib/project_places'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { createProject } from '../commands'
import { projectSummaries, type ProjectSummary } from '../queries'
import { ProjectNameDialog } from './project_name_dialog'

/** Chats and documents that belong together, with what models are told in all of them. */
export function ProjectsPage() {
  const database = useLocalDatabase()
  const projects = useLiveQuery(projectSummaries)
  const [isNaming, setIsNaming] = useState(false)
  const create = (name: string) => openPage(projectPath(createProject(database, name)))
  return (
    <>
      <header className="mb-6 flex flex-wrap items-end gap-x-5 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-[600] tracking-tight">Projects</h1>
          <p className="mt-1 text-muted-foreground">
            Chats with documents, instructions and a model in common.
          </p>
        </div>
        <Button variant="primary" onClick={() => setIsNaming(true)}>
          <FolderPlus size={15} aria-hidden="true" />
          New project
        </Button>
      </header>
      {projects.length === 0 ? (
        <div className="mt-10">
          <p className="text-base font-[600]">No projects yet.</p>
          <p className="mt-1 text-muted-foreground">
            Make one, add its documents once, and every chat in it may ask about them.
          </p>
        </div>
      ) : (
        <ul className="divide-y rounded-xl border bg-card">
          {projects.map((project) => (
            <li key={project.id}>
              <PageLink
                href={projectPath(project.id)}
                className="flex min-h-14 items-center gap-3 px-4 py-2 first:rounded-t-xl hover:bg-accent"
              >
                <Folder size={18} aria-hidden="true" className="shrink-0 text-muted-foreground" />
                <span className="min-w-0 flex-1">
                  <b className="block truncate font-[550]">{project.name}</b>
                  <span className="block text-xs text-muted-foreground tabular-nums">
                    {contentWords(project)}
                  </span>
                </span>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      {isNaming && (
        <ProjectNameDialog
          title="New project"
          action="Make it"
          name=""
          onName={create}
          onClose={() => setIsNaming(false)}
        />
      )}
    </>
  )
}

function contentWords({ chats, documents }: ProjectSummary): string {
  const count = (amount: number, one: string) =>
    `${amount.toLocaleString('en-GB')} ${amount === 1 ? one : `${one}s`}`
  return `${count(chats, 'chat')}, ${count(documents, 'document')}`
}
