import { Upload } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { useFileDrop } from '~/hooks/use_file_drop'
import { chooseFiles } from '~/lib/choose_files'
import { useLiveQuery } from '~/livestore/hooks'
import { shownDocuments, wholeLibrary } from '../library_list'
import { documentsOfProject, projectNames } from '../queries'
import { useAddDocuments } from '../use_add_documents'
import { LibraryTable } from './library_table'

/** The standing knowledge of a project. */
export function ProjectDocuments({ projectId }: { projectId: string }) {
  const documents = useLiveQuery(useMemo(() => documentsOfProject(projectId), [projectId]))
  const projects = useLiveQuery(projectNames)
  const [sort, setSort] = useState(wholeLibrary.sort)
  const { add, problems, dismiss } = useAddDocuments({ projectId })
  const isDropping = useFileDrop(useCallback((files) => void add(files), [add]))
  const shown = useMemo(
    () => shownDocuments(documents, { ...wholeLibrary, sort }),
    [documents, sort]
  )
  return (
    <section
      aria-labelledby="project-documents"
      className={
        isDropping ? 'rounded-lg ring-2 ring-ring ring-offset-8 ring-offset-background' : ''
      }
    >
      <div className="mb-3 flex items-center gap-3">
        <h2 id="project-documents" className="flex-1 text-base font-[600]">
          Documents
        </h2>
        <Button onClick={() => chooseFiles('documents', (files) => void add(files))}>
          <Upload size={15} aria-hidden="true" />
          Add files
        </Button>
      </div>
      {problems.length > 0 && (
        <div className="mb-3">
          <Notice tone="error" title="Not every file was added" onDismiss={dismiss}>
            {problems.join(' ')}
          </Notice>
        </div>
      )}
      {shown.length > 0 ? (
        <LibraryTable
          documents={shown}
          projects={projects}
          sort={sort}
          onSort={setSort}
          isCompact
        />
      ) : (
        <p className="text-muted-foreground">
          None yet. Drop files here; every chat of the project may ask about them.
        </p>
      )}
    </section>
  )
}
