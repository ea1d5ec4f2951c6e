import { documentKindOf, documentKindOfMediaType, type DocumentKind } from '#shared/documents'

export type ArchiveFormat = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'epub'
export type TextFormat = Exclude<DocumentKind, ArchiveFormat | 'pdf'>

const archives: readonly string[] = [
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'epub',
] satisfies ArchiveFormat[]

/** What a file should be by its name; one whose name says nothing known is read as text, most likely source code. */
export function formatOf(name: string, mediaType: string): DocumentKind {
  return documentKindOf(name) ?? documentKindOfMediaType(mediaType) ?? 'code'
}

export function isArchive(format: DocumentKind): format is ArchiveFormat {
  return archives.includes(format)
}
