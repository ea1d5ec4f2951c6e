import { Upload } from 'lucide-react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '~/components/button'
import { Notice } from '~/components/notice'
import { PageLink } from '~/components/page_link'
import { useFileDrop } from '~/hooks/use_file_drop'
import { chooseFiles } from '~/lib/choose_files'
import { READABLE } from '~/lib/documents/take_in_document'
import { fileSize } from '~/lib/file_size'
import { limits } from '#shared/limits'
import { useLiveQuery } from '~/livestore/hooks'
import { isFiltered, shownDocuments, wholeLibrary } from '../library_list'
import { libraryDocuments, projectNames } from '../queries'
import { useAddDocuments } from '../use_add_documents'
import { LibraryFilters } from './library_filters'
import { LibraryTable } from './library_table'
import { StorageUsed } from './storage_used'

/** All documents of a person, on this device first: it opens, searches and sorts without a network. */
export function LibraryPage() {
  const documents = useLiveQuery(libraryDocuments)
  const projects = useLiveQuery(projectNames)
  const [view, setView] = useState(wholeLibrary)
  const { add, problems, dismiss } = useAddDocuments()
  const page = useRef<HTMLDivElement>(null)
  const isDropping = useFileDrop(useCallback((files) => void add(files), [add]))
  const shown = useMemo(() => shownDocuments(documents, view), [documents, view])
  const wordsAlone = documents.filter(
    ({ status, embedding_model }) => status === 'ready' && embedding_model === null
  ).length

  const onKeyDown = (event: KeyboardEvent) => {
    const isWriting = (event.target as Element).closest('input:not([type=checkbox]), textarea')
    if (event.key !== '/' || isWriting || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    page.current?.querySelector<HTMLInputElement>('input[type=search]')?.focus()
  }

  return (
    <div ref={page} onKeyDown={onKeyDown}>
      <header className="flex flex-wrap items-end gap-x-5 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-2xl font-[600] tracking-tight">Documents</h1>
          <p className="mt-1 text-muted-foreground">
            Ask about any of them in a chat; every claim links to its page.
          </p>
        </div>
        <StorageUsed documents={documents} />
        <Button
          variant="primary"
          onClick={() => chooseFiles('documents', (files) => void add(files))}
        >
          <Upload size={15} aria-hidden="true" />
          Add files
        </Button>
      </header>
      {problems.length > 0 && (
        <div className="mt-4">
          <Notice
            tone="error"
            title={
              problems.length === 1
                ? 'One file was not added'
                : `${problems.length} files were not added`
            }
            onDismiss={dismiss}
          >
            {problems.join(' ')}
          </Notice>
        </div>
      )}
      {documents.length > 0 && (
        <>
          <LibraryFilters view={view} onView={setView} documents={documents} projects={projects} />
          <p role="status" className="sr-only">
            {shown.length} of {documents.length} documents shown
          </p>
        </>
      )}
      {shown.length > 0 ? (
        <LibraryTable
          documents={shown}
          projects={projects}
          sort={view.sort}
          onSort={(sort) => setView({ ...view, sort })}
        />
      ) : (
        <div className="mt-10">
          {isFiltered(view) ? (
            <>
              <p className="text-base font-[600]">No document is like that.</p>
              <p className="mt-1 mb-4 text-muted-foreground">
                All {documents.length} are still here.
              </p>
              <Button onClick={() => setView({ ...wholeLibrary, sort: view.sort })}>
                Show all
              </Button>
            </>
          ) : (
            <>
              <p className="text-base font-[600]">No documents yet.</p>
              <p className="mt-1 text-muted-foreground">
                Add one here or in a chat. It is read once and can be asked about in every chat you
                attach it to.
              </p>
            </>
          )}
        </div>
      )}
      <div
        className={`mt-3.5 flex min-h-15 items-center justify-center gap-2.5 rounded-xl border-[1.5px] border-dashed px-4 py-3 text-center text-muted-foreground ${isDropping ? 'border-ring bg-accent text-foreground' : 'border-border-strong'}`}
      >
        <Upload size={15} aria-hidden="true" className="shrink-0 max-sm:hidden" />
        <span>
          <span className="pointer-coarse:hidden">Drop files anywhere on this page. </span>
          {READABLE}, up to {fileSize(limits.documentBytes)} each.
        </span>
      </div>
      {wordsAlone > 0 && (
        <p className="mt-4 text-xs text-muted-foreground">
          {wordsAlone === documents.length
            ? 'Passages are'
            : `Passages of ${wordsAlone} ${wordsAlone === 1 ? 'document' : 'documents'} are`}{' '}
          found by their words alone, since no embedding model was connected.{' '}
          <PageLink href="/settings/keys" className="text-link underline underline-offset-2">
            Keys and models
          </PageLink>
        </p>
      )}
    </div>
  )
}
