import { Folder, X } from 'lucide-react'
import { useMemo } from 'react'
import { PageLink } from '~/components/page_link'
import { projectPath } from '~/lib/project_places'
import { useLiveQuery } from '~/livestore/hooks'
import { newChatStart } from '../new_chat_start'
import { projectOf } from '../queries'

/** That the next chat begins in a project, and the way out of it. */
export function NewChatProject({ projectId }: { projectId: string }) {
  const project = useLiveQuery(useMemo(() => projectOf(projectId), [projectId])).at(0)
  if (!project) return null
  return (
    <span className="mr-auto flex h-7 max-w-64 min-w-0 items-center rounded-sm bg-secondary text-xs font-[500] text-secondary-foreground pointer-coarse:h-11">
      <PageLink
        href={projectPath(projectId)}
        className="flex h-full min-w-0 items-center gap-1.5 rounded-sm pl-2"
      >
        <Folder size={13} aria-hidden="true" className="shrink-0" />
        <span className="truncate">In {project.name}</span>
      </PageLink>
      <button
        type="button"
        aria-label="Start outside of the project"
        title="Start outside of the project"
        onClick={() => newChatStart.change({ projectId: null })}
        className="grid h-full w-7 shrink-0 place-items-center rounded-sm hover:bg-accent pointer-coarse:w-11"
      >
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  )
}
