import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { openPage } from '~/lib/page_route'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteProject } from '../commands'
import type { Project } from '../queries'

interface DeleteProjectDialogProps {
  project: Project
  onClose: () => void
}

export function DeleteProjectDialog({ project, onClose }: DeleteProjectDialogProps) {
  const database = useLocalDatabase()
  const remove = () => {
    void deleteProject(database, project.id)
    onClose()
    openPage('/projects', { replace: true })
  }
  return (
    <Dialog
      title={`Delete “${project.name}”?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            Keep
          </Button>
          <Button variant="danger" onClick={remove}>
            Delete the project
          </Button>
        </>
      }
    >
      <p>Its chats and documents stay, outside of any project. Its instructions are deleted.</p>
    </Dialog>
  )
}
