import { Button } from '~/components/button'
import { Dialog } from '~/components/dialog'
import { uploads } from '~/lib/upload_queue'
import { useLocalDatabase } from '~/livestore/hooks'
import { deleteDocuments } from '../commands'
import type { LibraryDocument } from '../queries'

interface DeleteDocumentsDialogProps {
  documents: readonly LibraryDocument[]
  onDone: () => void
  onClose: () => void
}

export function DeleteDocumentsDialog({ documents, onDone, onClose }: DeleteDocumentsDialogProps) {
  const database = useLocalDatabase()
  const [first] = documents
  const what = documents.length === 1 ? `“${first?.name}”` : `${documents.length} documents`
  const remove = () => {
    for (const { id } of documents) uploads.cancel(id)
    void deleteDocuments(
      database,
      documents.map(({ id }) => id)
    )
    onDone()
  }
  return (
    <Dialog
      title={`Delete ${what}?`}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            Keep
          </Button>
          <Button variant="danger" onClick={remove}>
            Delete for good
          </Button>
        </>
      }
    >
      <p>
        The {documents.length === 1 ? 'file goes' : 'files go'} from every device and from the
        server, with all that was read from {documents.length === 1 ? 'it' : 'them'}. This cannot be
        undone.
      </p>
      <p>Answers keep the passages that they cite.</p>
    </Dialog>
  )
}
