import { Schema } from 'effect'
import { Count, Id, Name, Text } from './events/fields.js'
import { limits } from './limits.js'

interface DocumentType {
  mediaType: string
  /** What people call it. */
  label: string
  /** Lower case, without the dot. */
  extensions: readonly string[]
}

/** Kinds of files that passages can be read from. The extension decides; the first bytes must not contradict it. */
export const documentTypes = {
  pdf: { mediaType: 'application/pdf', label: 'PDF', extensions: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    label: 'Word',
    extensions: ['docx'],
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    label: 'Excel',
    extensions: ['xlsx'],
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    label: 'PowerPoint',
    extensions: ['pptx'],
  },
  odt: {
    mediaType: 'application/vnd.oasis.opendocument.text',
    label: 'OpenDocument',
    extensions: ['odt'],
  },
  epub: { mediaType: 'application/epub+zip', label: 'EPUB', extensions: ['epub'] },
  html: { mediaType: 'text/html', label: 'HTML', extensions: ['html', 'htm', 'xhtml'] },
  markdown: { mediaType: 'text/markdown', label: 'Markdown', extensions: ['md', 'markdown'] },
  text: { mediaType: 'text/plain', label: 'Text', extensions: ['txt', 'text', 'log', 'rst'] },
  csv: { mediaType: 'text/csv', label: 'CSV', extensions: ['csv', 'tsv'] },
  json: {
    mediaType: 'application/json',
    label: 'JSON',
    extensions: ['json', 'jsonl', 'ndjson'],
  },
  email: { mediaType: 'message/rfc822', label: 'E-mail', extensions: ['eml'] },
  code: {
    mediaType: 'text/x-source',
    label: 'Source code',
    // prettier-ignore
    extensions: [
      'js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'py', 'rb', 'php', 'java', 'kt', 'kts', 'scala',
      'groovy', 'go', 'rs', 'c', 'h', 'cc', 'cpp', 'cxx', 'hpp', 'cs', 'fs', 'swift', 'm', 'mm', 'dart', 'lua', 'pl', 'pm', 'r',
      'jl', 'ex', 'exs', 'erl', 'hs', 'ml', 'clj', 'lisp', 'el', 'sql', 'sh', 'bash', 'zsh', 'fish', 'ps1', 'bat', 'css', 'scss',
      'sass', 'less', 'xml', 'xsl', 'yaml', 'yml', 'toml', 'ini', 'cfg', 'conf', 'properties', 'proto', 'graphql', 'tf', 'cmake',
      'mk', 'gradle', 'zig', 'nim', 'tex', 'diff', 'patch',
    ],
  },
} as const satisfies Record<string, DocumentType>

export type DocumentKind = keyof typeof documentTypes
export type DocumentMediaType = (typeof documentTypes)[DocumentKind]['mediaType']

const kinds = Object.keys(documentTypes) as DocumentKind[]

/** Every media type a document may have. */
export const documentMediaTypes = kinds.map((kind) => documentTypes[kind].mediaType) as [
  DocumentMediaType,
  ...DocumentMediaType[],
]

const kindByExtension = new Map<string, DocumentKind>(
  kinds.flatMap((kind) => documentTypes[kind].extensions.map((extension) => [extension, kind]))
)
const kindByMediaType = new Map<string, DocumentKind>(
  kinds.map((kind) => [documentTypes[kind].mediaType, kind])
)

/** What a file of this name can be read as; null when passages cannot be read from it. */
export function documentKindOf(name: string): DocumentKind | null {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? null : (kindByExtension.get(name.slice(dot + 1).toLowerCase()) ?? null)
}

/** The kind that a stored media type means; null for one that is none of a document. */
export function documentKindOfMediaType(mediaType: string): DocumentKind | null {
  return kindByMediaType.get(mediaType) ?? null
}

/**
 * `waiting`: not read yet, be it on the device that chose it, under way or in the server's queue. `processing` is a moment that only
 * progress frames tell; the table holds the other three.
 */
export type DocumentStatus = 'waiting' | 'processing' | 'ready' | 'failed'

/** Steps from a file to passages that can be found, in order. `improve`: a document that is found already gets other vectors. */
export const documentSteps = ['extract', 'chunk', 'embed', 'index', 'improve'] as const
export type DocumentStep = (typeof documentSteps)[number]

/** Where in a document something stands. Pages and slides count from 1; headings are the nearest ones, joined with ' › '. */
export const Place = Schema.Struct({
  page: Schema.optional(Count),
  sheet: Schema.optional(Text(500)),
  slide: Schema.optional(Count),
  heading: Schema.optional(Text(1000)),
  /** The model that read a scanned page: it may have misread it. */
  readBy: Schema.optional(Name),
})
export type Place = typeof Place.Type

/** A passage that an answer cites, kept with the answer: it can be read without the network and after its document is gone. */
export const CitedPassage = Schema.Struct({
  /** The number it has in this answer's text, from 1. */
  number: Schema.Int.pipe(Schema.between(1, limits.passagesPerAnswer)),
  documentId: Id,
  documentName: Text(500),
  place: Place,
  text: Text(limits.passageBytes),
  /** Position among the document's passages, from 0; what is shown around it comes from there. */
  ordinal: Schema.optional(Count),
  /** The model read all of this document. */
  isWhole: Schema.optional(Schema.Boolean),
})
export type CitedPassage = typeof CitedPassage.Type

/** A document that could have been read for an answer, and how much of it the model got. */
export const ReachedDocument = Schema.Struct({
  documentId: Id,
  documentName: Text(500),
  /** How many of its passages were in the context; 0: none had to do with the question. */
  passages: Count,
  isWhole: Schema.Boolean,
})
export type ReachedDocument = typeof ReachedDocument.Type

/** A document that a message names. Its bytes are not in the log: `GET /files/<documentId>` has them. */
export const AttachedDocument = Schema.Struct({
  documentId: Id,
  name: Text(500),
  mediaType: Name,
  /** Bytes. */
  size: Count,
})
export type AttachedDocument = typeof AttachedDocument.Type

export const AttachedDocuments = Schema.Array(AttachedDocument).pipe(
  Schema.minItems(1),
  Schema.maxItems(limits.documentsPerMessage)
)

/** Reads `messages.documents`; anything unreadable counts as none. */
export function readAttachedDocuments(column: string | null): readonly AttachedDocument[] {
  if (column === null) return []
  try {
    const value: unknown = JSON.parse(column)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
