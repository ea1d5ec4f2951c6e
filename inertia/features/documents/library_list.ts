import { documentKindOfMediaType, documentTypes } from '#shared/documents'
import type { Row } from '#shared/tables/tables'

type LibraryDocument = Row<'documents'>

export type SortColumn = 'name' | 'size' | 'created_at'

/** What of the library is shown, and how. Empty strings are no filter. */
export interface LibraryView {
  words: string
  /** An id, or `none` for documents outside of projects. */
  project: string
  /** A label of `documentTypes`. */
  type: string
  status: '' | 'ready' | 'waiting' | 'failed'
  sort: { column: SortColumn; isDescending: boolean }
}

export const wholeLibrary: LibraryView = {
  words: '',
  project: '',
  type: '',
  status: '',
  sort: { column: 'created_at', isDescending: true },
}

export const isFiltered = ({ words, project, type, status }: LibraryView) =>
  [words.trim(), project, type, status].some((filter) => filter !== '')

/** What people call the kind of a document. */
export function typeLabel(mediaType: string): string {
  const kind = documentKindOfMediaType(mediaType)
  return kind === null ? 'File' : documentTypes[kind].label
}

export function shownDocuments(
  documents: readonly LibraryDocument[],
  view: LibraryView
): readonly LibraryDocument[] {
  const words = view.words.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const shown = documents.filter((document) => {
    const name = document.name.toLowerCase()
    return (
      words.every((word) => name.includes(word)) &&
      (view.project === '' || (document.project_id ?? 'none') === view.project) &&
      (view.type === '' || typeLabel(document.media_type) === view.type) &&
      (view.status === '' || document.status === view.status)
    )
  })
  const { column, isDescending } = view.sort
  const factor = isDescending ? -1 : 1
  return shown.toSorted(
    (a, b) => factor * compare(a[column], b[column]) || b.created_at - a.created_at
  )
}

const names = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : names.compare(`${a}`, `${b}`)
}

/** `Today`, `Yesterday`, `12 Nov`, `12 Nov 2025`. */
export function addedWords(at: number, now = new Date()): string {
  const day = new Date(at)
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  if (at >= midnight) return 'Today'
  if (at >= midnight - 24 * 60 * 60 * 1000) return 'Yesterday'
  const isThisYear = day.getFullYear() === now.getFullYear()
  return day.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' as const }),
  })
}

/** Below a name: what there is to say of a kind of document. */
export function extentWords({ pages, media_type, name }: LibraryDocument): string {
  const kind = documentKindOfMediaType(media_type)
  if (pages !== null && pages > 0) {
    const one = kind === 'pptx' ? 'slide' : kind === 'xlsx' ? 'sheet' : 'page'
    return `${pages.toLocaleString('en-GB')} ${pages === 1 ? one : `${one}s`}`
  }
  const ending = name.slice(name.lastIndexOf('.') + 1)
  return ending.length < 6 && ending !== name ? ending.toUpperCase() : typeLabel(media_type)
}
