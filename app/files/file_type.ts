import { stat } from 'node:fs/promises'
import { imageTypes } from '#shared/attachments'
import { documentKindOf, documentTypes, type DocumentKind } from '#shared/documents'
import { fileTypeFromFile } from 'file-type'

export type DetectedType =
  | { type: 'image' | 'document'; mediaType: string }
  /** The bytes are not what the name of this document says. */
  | { type: 'contradiction' }
  /** Nothing that may be uploaded. */
  | { type: 'unsupported' }

/** Containers that Office files and books are in; a file with a password is in the older one. */
const ARCHIVES = ['application/zip', 'application/x-cfb']
const archived: readonly DocumentKind[] = ['docx', 'xlsx', 'pptx', 'odt', 'epub']

/** An image by its bytes, whatever the name says; a document by its name, unless its bytes contradict it. */
export async function detectFileType(path: string, name: string): Promise<DetectedType> {
  const { size } = await stat(path)
  const found = size > 0 ? await fileTypeFromFile(path) : undefined
  const kind = documentKindOf(name)
  const image = imageTypes.find((type) => type === found?.mime)
  if (kind === null) {
    return image ? { type: 'image', mediaType: image } : { type: 'unsupported' }
  }
  const { mediaType } = documentTypes[kind]
  // An empty one is told as such by whoever reads it.
  if (size === 0 || isOfKind(kind, mediaType, found?.mime)) return { type: 'document', mediaType }
  return { type: 'contradiction' }
}

function isOfKind(kind: DocumentKind, mediaType: string, found: string | undefined): boolean {
  // A PDF may have a few bytes in front of its mark: the reader knows.
  if (kind === 'pdf') return found === mediaType || found === undefined
  if (archived.includes(kind)) return found === mediaType || ARCHIVES.includes(found ?? '')
  // Text has no mark of its own; XML and the like may be told by theirs.
  return found === undefined || found.startsWith('text/') || /[/+](xml|json|rtf)$/.test(found)
}
