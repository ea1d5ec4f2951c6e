import { downloadFile } from '~/lib/download_text'
import { FileBox } from '~/lib/file_box'
import { storedZip, type ZipEntry } from '~/lib/stored_zip'
import type { UnsentFiles } from './held_words'

/** What of this device's files the server does not have. */
export async function readUnsentFiles(userId: string): Promise<UnsentFiles> {
  const files = await new FileBox(userId).waiting()
  const documents = files.filter(({ isDocument }) => isDocument).length
  return { images: files.length - documents, documents }
}

/** The same. A browser that cannot say must not keep anybody from leaving. */
export const countUnsentFiles = (userId: string): Promise<UnsentFiles> =>
  readUnsentFiles(userId).catch(() => ({ images: 0, documents: 0 }))

/** Hands them to the browser in one file. */
export async function downloadUnsentFiles(userId: string): Promise<void> {
  const files = await new FileBox(userId).waiting()
  const entries: ZipEntry[] = []
  for (const [index, { name, blob }] of files.entries()) {
    // Numbered, since two may have the same name; without what a name may not hold where it is unpacked.
    const plain = name.replaceAll(/[\\/:*?"<>|\p{Control}]/gu, '_').slice(-100)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    entries.push({ name: `${index + 1} ${plain}`, bytes })
  }
  downloadFile('loft-unsent-files.zip', storedZip(entries))
}
