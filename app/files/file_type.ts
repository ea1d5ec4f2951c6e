import { imageTypes, type ImageType } from '#shared/attachments'
import { fileTypeFromFile } from 'file-type'

/** What the bytes say they are, whatever the name says; null when it is nothing that may be uploaded. */
export async function detectFileType(path: string): Promise<ImageType | null> {
  const found = await fileTypeFromFile(path)
  return imageTypes.find((type) => type === found?.mime) ?? null
}
