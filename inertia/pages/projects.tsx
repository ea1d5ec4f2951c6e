import { Head, usePage } from '@inertiajs/react'
import { useModels } from '~/features/chat/models_context'
import { ProjectDocuments } from '~/features/documents/components/project_documents'
import { ProjectPage } from '~/features/projects/components/project_page'
import { ProjectsPage } from '~/features/projects/components/projects_page'
import AppLayout from '~/layouts/app_layout'
import { PageScroll } from '~/layouts/page_frame'

/** All projects, or the one that the address names: both are on the device. */
export default function Projects() {
  const { pathname } = new URL(usePage().url, window.location.origin)
  const projectId = /^\/projects\/([^/]+)$/.exec(pathname)?.[1]
  const { models } = useModels()
  return (
    <PageScroll>
      {projectId === undefined ? (
        <>
          <Head title="Projects" />
          <ProjectsPage />
        </>
      ) : (
        <ProjectPage
          key={projectId}
          projectId={projectId}
          models={models}
          documents={<ProjectDocuments projectId={projectId} />}
        />
      )}
    </PageScroll>
  )
}

Projects.layout = [AppLayout]
