import { ArrowDown, ArrowUp } from 'lucide-react'
import {
  lazy,
  Suspense,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { Button } from '~/components/button'
import type { LibraryView, SortColumn } from '../library_list'
import type { LibraryDocument } from '../queries'
import { DeleteDocumentsDialog } from './delete_documents_dialog'
import { LibraryRow } from './library_row'
import { MoveDocumentsDialog } from './move_documents_dialog'

const DocumentPanel = lazy(() => import('./document_panel'))

interface LibraryTableProps {
  documents: readonly LibraryDocument[]
  projects: readonly { id: string; name: string }[]
  sort: LibraryView['sort']
  onSort: (sort: LibraryView['sort']) => void
  /** Names and states alone. */
  isCompact?: boolean
}

const AT_ONCE = 100

interface Asked {
  to: 'delete' | 'move'
  documents: readonly LibraryDocument[]
}

export function LibraryTable(props: LibraryTableProps) {
  const { documents, projects, sort, onSort, isCompact = false } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  const [most, setMost] = useState(AT_ONCE)
  const [reading, setReading] = useState<string | null>(null)
  const opener = useRef<Element | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const nameOf = useMemo(() => new Map(projects.map(({ id, name }) => [id, name])), [projects])
  // What a filter hides is not deleted with what it shows.
  const selected = documents.filter(({ id }) => chosen.has(id))
  const isAll = selected.length === documents.length

  const opened = documents.find(({ id }) => id === reading)
  const read = (id: string) => {
    opener.current = document.activeElement
    setReading(id)
  }
  const closeReading = () => {
    setReading(null)
    const back = opener.current
    requestAnimationFrame(() => back instanceof HTMLElement && back.isConnected && back.focus())
  }
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const done = () => {
    setAsked(null)
    setChosen(new Set())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-document]')
    if (!row || !body.current) return
    const rows = [...body.current.querySelectorAll<HTMLElement>('[data-document]')]
    const at = rows.indexOf(row)
    const focus = (index: number) => rows[index]?.querySelector('input')?.focus()
    if (event.key === 'ArrowDown') focus(Math.min(at + 1, rows.length - 1))
    else if (event.key === 'ArrowUp') focus(Math.max(at - 1, 0))
    else if (event.key === 'Home') focus(0)
    else if (event.key === 'End') focus(rows.length - 1)
    else if (event.key === 'Delete') {
      const own = documents.find(({ id }) => id === row.dataset.document)
      if (own) setAsked({ to: 'delete', documents: selected.includes(own) ? selected : [own] })
    } else return
    event.preventDefault()
  }

  return (
    <>
      {selected.length > 0 && (
        <div className="sticky top-0 z-(--z-bar) mb-2 flex flex-wrap items-center gap-2 rounded-lg border bg-card px-3 py-1.5 shadow-sm">
          <span role="status" className="mr-auto tabular-nums">
            {selected.length} chosen
          </span>
          <Button size="small" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
          <Button size="small" onClick={() => setAsked({ to: 'move', documents: selected })}>
            Move to a project
          </Button>
          <Button
            size="small"
            variant="danger"
            onClick={() => setAsked({ to: 'delete', documents: selected })}
          >
            Delete
          </Button>
        </div>
      )}
      <table className="w-full border-separate border-spacing-0">
        <thead className="text-2xs text-muted-foreground">
          <tr className="[&>th]:border-b [&>th]:px-3 [&>th]:pb-2 [&>th]:text-left [&>th]:font-[550]">
            <th scope="col" className="w-9 max-sm:px-1!">
              <input
                type="checkbox"
                aria-label="Choose all that are shown"
                checked={isAll}
                ref={(box) => {
                  if (box) box.indeterminate = selected.length > 0 && !isAll
                }}
                onChange={() => setChosen(new Set(isAll ? [] : documents.map(({ id }) => id)))}
                className="size-[15px] align-middle"
              />
            </th>
            <Sorting column="name" sort={sort} onSort={onSort}>
              Name
            </Sorting>
            {!isCompact && (
              <th scope="col" className="max-[900px]:hidden">
                Project
              </th>
            )}
            <th scope="col" className="max-sm:hidden">
              State
            </th>
            {!isCompact && (
              <>
                <Sorting column="size" sort={sort} onSort={onSort} isFigure>
                  Size
                </Sorting>
                <Sorting column="created_at" sort={sort} onSort={onSort} isFigure>
                  Added
                </Sorting>
              </>
            )}
            <th scope="col" className="w-8 px-0!">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown} className="[&>tr:not(:last-child)>td]:border-b">
          {documents.slice(0, most).map((document) => (
            <LibraryRow
              key={document.id}
              document={document}
              isCompact={isCompact}
              project={
                document.project_id === null ? null : (nameOf.get(document.project_id) ?? null)
              }
              isChosen={chosen.has(document.id)}
              onChoose={(isChosen) => choose(document.id, isChosen)}
              onMove={() => setAsked({ to: 'move', documents: [document] })}
              onDelete={() => setAsked({ to: 'delete', documents: [document] })}
              onRead={() => read(document.id)}
            />
          ))}
        </tbody>
      </table>
      {documents.length > most && (
        <Button className="mt-3" onClick={() => setMost(most + AT_ONCE)}>
          Show {Math.min(AT_ONCE, documents.length - most)} more of {documents.length}
        </Button>
      )}
      {asked?.to === 'delete' && (
        <DeleteDocumentsDialog
          documents={asked.documents}
          onDone={done}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.to === 'move' && (
        <MoveDocumentsDialog
          documents={asked.documents}
          onDone={done}
          onClose={() => setAsked(null)}
        />
      )}
      {opened && (
        <Suspense>
          <DocumentPanel document={opened} onClose={closeReading} />
        </Suspense>
      )}
    </>
  )
}

interface SortingProps {
  column: SortColumn
  sort: LibraryView['sort']
  onSort: (sort: LibraryView['sort']) => void
  isFigure?: boolean
  children: ReactNode
}

/** The head of a column that the list can be sorted by. */
function Sorting({ column, sort, onSort, isFigure = false, children }: SortingProps) {
  const isSorted = sort.column === column
  const Icon = sort.isDescending ? ArrowDown : ArrowUp
  const press = () =>
    onSort({ column, isDescending: isSorted ? !sort.isDescending : column !== 'name' })
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
      className={isFigure ? 'text-right! max-sm:hidden' : ''}
    >
      <button
        type="button"
        onClick={press}
        className={`inline-flex items-center gap-1 rounded-xs hover:text-foreground ${isFigure ? 'flex-row-reverse' : ''}`}
      >
        {children}
        {isSorted && <Icon size={12} aria-hidden="true" />}
      </button>
    </th>
  )
}
