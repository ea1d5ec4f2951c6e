import { downloadFile } from '~/lib/download_text'
import { FileBox } from '~/lib/file_box'

/** How many images of this device the server does not have. A browser that cannot say must not keep anybody from leaving. */
export async function countUnsentImages(userId: string): Promise<number> {
  const images = await new FileBox(userId).waiting().catch(() => [])
  return images.length
}

/** Hands them to the browser in one file. */
export async function downloadUnsentImages(userId: string): Promise<void> {
  const images = await new FileBox(userId).waiting()
  const { zipSync } = await import('fflate')
  const entries: Record<string, Uint8Array> = {}
  for (const [index, { name, blob }] of images.entries()) {
    // Numbered, since two may have the same name; without what a name may not hold where it is unpacked.
    const plain = name.replaceAll(/[\\/:*?"<>|\p{Control}]/gu, '_').slice(-100)
    entries[`${index + 1} ${plain}`] = new Uint8Array(await blob.arrayBuffer())
  }
  // Images are as small as they get.
  const zip = zipSync(entries, { level: 0 })
  downloadFile('loft-unsent-images.zip', new Blob([zip], { type: 'application/zip' }))
}
