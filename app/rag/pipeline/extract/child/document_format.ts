import { extname } from 'node:path'

export type ArchiveFormat = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'epub'
export type TextFormat = 'html' | 'markdown' | 'text' | 'csv' | 'json' | 'code' | 'email'
export type DocumentFormat = 'pdf' | ArchiveFormat | TextFormat

const byExtension: Record<string, DocumentFormat> = {
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  pptx: 'pptx',
  odt: 'odt',
  epub: 'epub',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  txt: 'text',
  text: 'text',
  log: 'text',
  rst: 'text',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  eml: 'email',
}

const byMediaType: Record<string, DocumentFormat> = {
  'application/pdf': 'pdf',
  'text/html': 'html',
  'text/markdown': 'markdown',
  'text/plain': 'text',
  'text/csv': 'csv',
  'application/json': 'json',
  'message/rfc822': 'email',
}

const archives: readonly string[] = ['docx', 'xlsx', 'pptx', 'odt', 'epub']

/** What a file should be by its name; a name that says nothing known is that of text, most likely source code. */
export function formatOf(name: string, mediaType: string): DocumentFormat {
  const extension = extname(name).slice(1).toLowerCase()
  return byExtension[extension] ?? (extension === '' ? byMediaType[mediaType] : undefined) ?? 'code'
}

export function isArchive(format: DocumentFormat): format is ArchiveFormat {
  return archives.includes(format)
}
