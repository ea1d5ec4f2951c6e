import { Head } from '@inertiajs/react'
import { ChevronLeft, Ellipsis, Pencil, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { Button } from '~/components/button'
import { Menu, MenuItem } from '~/components/menu'
import { PageLink } from '~/components/page_link'
import { openPage } from '~/lib/page_route'
import { startChatIn } from '~/lib/project_places'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { changeProject } from '../commands'
import { projectRow } from '../queries'
import { DeleteProjectDialog } from './delete_project_dialog'
import { ProjectChats } from './project_chats'
import { ProjectNameDialog } from './project_name_dialog'
import { ProjectSettings } from './project_settings'

interface ProjectPageProps {
  projectId: string
  models: readonly { id: string; name: string }[]
  /** Its documents. */
  documents: ReactNode
}

const icon = { 'size': 16, 'aria-hidden': true } as const

export function ProjectPage({ projectId, models, documents }: ProjectPageProps) {
  const database = useLocalDatabase()
  const project = useLiveQuery(useMemo(() => projectRow(projectId), [projectId])).at(0)
  const [asked, setAsked] = useState<'name' | 'delete' | null>(null)
  const close = () => setAsked(null)
  if (!project) {
    return (
      <div className="mt-10">
        <Head title="No such project" />
        <p className="text-base font-[600]">There is no such project on this device.</p>
        <p className="mt-1 mb-4 text-muted-foreground">
          It was deleted, or has not arrived here yet.
        </p>
        <Button onClick={() => openPage('/projects')}>All projects</Button>
      </div>
    )
  }
  return (
    <>
      <Head title={project.name} />
      <PageLink
        href="/projects"
        className="mb-1 -ml-1.5 inline-flex min-h-7 items-center gap-1 rounded-md pr-2 text-muted-foreground hover:text-foreground pointer-coarse:min-h-11"
      >
        <ChevronLeft size={16} aria-hidden="true" />
        Projects
      </PageLink>
      <header className="mb-7 flex flex-wrap items-center gap-x-2 gap-y-3">
        <h1 className="min-w-0 flex-1 basis-64 text-2xl font-[600] tracking-tight break-words">
          {project.name}
        </h1>
        <Menu label="Actions for this project" icon={<Ellipsis {...icon} />}>
          <MenuItem icon={<Pencil {...icon} />} onSelect={() => setAsked('name')}>
            Rename
          </MenuItem>
          <MenuItem isDanger icon={<Trash2 {...icon} />} onSelect={() => setAsked('delete')}>
            Delete
          </MenuItem>
        </Menu>
        <Button variant="primary" onClick={() => startChatIn(projectId)}>
          <SquarePen size={15} aria-hidden="true" />
          New chat in it
        </Button>
      </header>
      <div className="grid gap-x-12 gap-y-9 min-[1100px]:grid-cols-[minmax(0,1fr)_320px]">
        <div className="min-w-0 space-y-9">
          <ProjectChats projectId={projectId} />
          {documents}
        </div>
        <ProjectSettings key={projectId} project={project} models={models} />
      </div>
      {asked === 'name' && (
        <ProjectNameDialog
          title="Rename the project"
          action="Rename"
          name={project.name}
          onName={(name) => void changeProject(database, projectId, { name })}
          onClose={close}
        />
      )}
      {asked === 'delete' && <DeleteProjectDialog project={project} onClose={close} />}
    </>
  )
}
