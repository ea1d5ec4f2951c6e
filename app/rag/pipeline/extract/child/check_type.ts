import { closeSync, openSync, readSync } from 'node:fs'
import { fileTypeFromBuffer } from 'file-type'
import { isArchive } from '#rag/pipeline/extract/child/document_format'
import { Refusal } from '#rag/pipeline/extract/child/refusal'
import type { DocumentKind } from '#shared/documents'

const HEAD_BYTES = 64 * 1024
const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Stands in the directory of an Office file with a password, as UTF-16. */
const ENCRYPTED_OFFICE = Buffer.from('EncryptedPackage', 'utf16le')

/** What may come before a PDF's own mark, by the specification's implementation notes. */
const PDF_MARK_WITHIN = 1024

/** Refuses a file whose first bytes are not what its name says. */
export async function checkType(path: string, size: number, format: DocumentKind): Promise<void> {
  if (size === 0) throw new Refusal('EMPTY')
  const head = readPart(path, 0, HEAD_BYTES)
  if (format === 'pdf') {
    if (!head.subarray(0, PDF_MARK_WITHIN).includes('%PDF-')) throw new Refusal('WRONG_TYPE')
    return
  }
  if (isArchive(format)) {
    if (ZIP.every((byte, index) => head[index] === byte)) return
    throw new Refusal(isEncryptedOffice(head, path, size) ? 'ENCRYPTED' : 'WRONG_TYPE')
  }
  if (head.subarray(0, PDF_MARK_WITHIN).includes('%PDF-')) throw new Refusal('WRONG_TYPE')
  const found = await fileTypeFromBuffer(head)
  if (found && !isText(found.mime)) throw new Refusal('WRONG_TYPE')
}

/** Text with a mark of its own: a byte order mark, XML, an iCalendar or the like. */
function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || /[/+](xml|json|rtf)$/.test(mediaType)
}

function isEncryptedOffice(head: Buffer, path: string, size: number): boolean {
  if (head.readUInt32BE(0) !== 0xd0cf11e0) return false
  const tail = readPart(path, Math.max(0, size - HEAD_BYTES), HEAD_BYTES)
  return head.includes(ENCRYPTED_OFFICE) || tail.includes(ENCRYPTED_OFFICE)
}

export function readPart(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(file, buffer, 0, length, position))
  } finally {
    closeSync(file)
  }
}
