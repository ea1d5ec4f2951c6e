import { documentKindOf, documentTypes, type DocumentMediaType } from '#shared/documents'
import { limits } from '#shared/limits'
import { fileSize } from '~/lib/file_size'
import { FileBox } from '~/lib/file_box'
import { uploads } from '~/lib/upload_queue'

/** A document that was chosen on this device. */
export interface ChosenDocument {
  documentId: string
  name: string
  mediaType: DocumentMediaType
  /** Bytes. */
  size: number
}

export type TakenDocument =
  | { type: 'taken'; document: ChosenDocument }
  /** Why not, as a sentence. */
  | { type: 'refused'; problem: string }

export const READABLE =
  'PDF, Word, Excel, PowerPoint, OpenDocument, EPUB, e-mail, web pages, text and code'

/** What can be said of a file before anything of it is sent; null when nothing speaks against it. */
export function problemWithDocument({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  const shown = name || 'This file'
  if (documentKindOf(name) === null)
    return `${shown} is of a kind that cannot be read. ${READABLE} work.`
  if (size === 0) return `${shown} is empty.`
  if (size <= limits.documentBytes) return null
  return `${shown} has ${fileSize(size)}; a document has at most ${fileSize(limits.documentBytes)}. Split it and add the parts.`
}

/** Keeps a file in this browser and sends it as soon as there is a connection. */
export async function takeInDocument(userId: string, file: File): Promise<TakenDocument> {
  const problem = problemWithDocument(file)
  const kind = documentKindOf(file.name)
  if (problem !== null || kind === null) return { type: 'refused', problem: problem ?? '' }
  const documentId = crypto.randomUUID() as string
  const name = shortened(file.name.toWellFormed())
  try {
    await new FileBox(userId).put({ id: documentId, name, blob: file, isDocument: true })
  } catch {
    return {
      type: 'refused',
      problem: `This browser has no room to keep ${name} until it is sent.`,
    }
  }
  uploads.add(documentId)
  const { mediaType } = documentTypes[kind]
  return { type: 'taken', document: { documentId, name, mediaType, size: file.size } }
}

const LONGEST_NAME = 200

/** The end of a name says what is in the file. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name
  const dot = name.lastIndexOf('.')
  const ending = name.slice(dot).slice(0, 20)
  return `${name.slice(0, LONGEST_NAME - ending.length - 1).toWellFormed()}…${ending}`
}
