import { downloadFile } from '~/lib/download_text'
import { FileBox } from '~/lib/file_box'
import { storedZip, type ZipEntry } from '~/lib/stored_zip'

/** How many images of this device the server does not have. A browser that cannot say must not keep anybody from leaving. */
export async function countUnsentImages(userId: string): Promise<number> {
  const images = await new FileBox(userId).waiting().catch(() => [])
  return images.length
}

/** Hands them to the browser in one file. */
export async function downloadUnsentImages(userId: string): Promise<void> {
  const images = await new FileBox(userId).waiting()
  const entries: ZipEntry[] = []
  for (const [index, { name, blob }] of images.entries()) {
    // Numbered, since two may have the same name; without what a name may not hold where it is unpacked.
    const plain = name.replaceAll(/[\\/:*?"<>|\p{Control}]/gu, '_').slice(-100)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    entries.push({ name: `${index + 1} ${plain}`, bytes })
  }
  downloadFile('loft-unsent-images.zip', storedZip(entries))
}
