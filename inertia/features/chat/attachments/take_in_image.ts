import type { Attachment, ImageType } from '#shared/attachments'
import { limits } from '#shared/limits'

export type TakenImage =
  | {
      type: 'taken'
      blob: Blob
      facts: Pick<Attachment, 'mediaType' | 'size' | 'width' | 'height'>
    }
  /** Not an image that this browser can read. */
  | { type: 'unreadable' }
  | { type: 'too_large' }

/** PNG keeps letters sharp and transparency; photographs as PNG are too heavy to send. */
const PNG_KEPT_BYTES = 1_500_000

/**
 * Draws the image anew, at most `limits.imageSide` pixels on its longer side: what comes out has no place, camera or author
 * in it, stands upright, and is no larger than a model looks at.
 */
export async function takeInImage(file: Blob): Promise<TakenImage> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    return { type: 'unreadable' }
  }
  const scale = Math.min(1, limits.imageSide / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) return { type: 'unreadable' }
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()

  const blob = await encode(canvas, file.type)
  if (blob.size > limits.imageBytes) return { type: 'too_large' }
  const mediaType = blob.type as ImageType
  return { type: 'taken', blob, facts: { mediaType, size: blob.size, width, height } }
}

async function encode(canvas: OffscreenCanvas, type: string): Promise<Blob> {
  if (type !== 'image/jpeg') {
    const png = await canvas.convertToBlob({ type: 'image/png' })
    if (png.size <= PNG_KEPT_BYTES) return png
    const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
    if (webp.type === 'image/webp') return webp
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.88 })
}
