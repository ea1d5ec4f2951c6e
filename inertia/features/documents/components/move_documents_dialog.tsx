import { useState } from 'react'
import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { ProjectChoice } from '~/components/project_choice'
import { useLiveQuery, useLocalDatabase } from '~/livestore/hooks'
import { moveDocuments } from '../commands'
import { projectNames, type LibraryDocument } from '../queries'

interface MoveDocumentsDialogProps {
  documents: readonly LibraryDocument[]
  onDone: () => void
  onClose: () => void
}

export function MoveDocumentsDialog({ documents, onDone, onClose }: MoveDocumentsDialogProps) {
  const database = useLocalDatabase()
  const projects = useLiveQuery(projectNames)
  const [projectId, setProjectId] = useState(documents[0]?.project_id ?? null)
  const move = () => {
    void moveDocuments(
      database,
      documents.map(({ id }) => id),
      projectId
    )
    onDone()
  }
  return (
    <Dialog
      title={
        documents.length === 1
          ? `Move “${documents[0]?.name}”`
          : `Move ${documents.length} documents`
      }
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={move}>
            Move
          </Button>
        </>
      }
    >
      <p>Every chat of a project may ask about its documents.</p>
      <ProjectChoice projects={projects} value={projectId} onChange={setProjectId} />
    </Dialog>
  )
}
