import { Schema } from 'effect'
import { Count, Id, Text } from './events/fields.js'
import { limits } from './limits.js'

/** Raster images that models read and browsers draw. No SVG: it is a program. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
export type ImageType = (typeof imageTypes)[number]

export const isImageType = (mediaType: string): mediaType is ImageType =>
  imageTypes.some((type) => type === mediaType)

/** A file that a message names. Its bytes are not in the log: `GET /files/<fileId>` has them, the sender's device before that. */
export const Attachment = Schema.Struct({
  fileId: Id,
  name: Text(500),
  mediaType: Schema.Literal(...imageTypes),
  /** Bytes. */
  size: Count,
  /** Pixels. */
  width: Count,
  height: Count,
})
export type Attachment = typeof Attachment.Type

export const Attachments = Schema.Array(Attachment).pipe(
  Schema.minItems(1),
  Schema.maxItems(limits.attachmentsPerMessage)
)

/** Reads `messages.attachments`; anything unreadable counts as none. */
export function readAttachments(column: string | null): readonly Attachment[] {
  if (column === null) return []
  try {
    const value: unknown = JSON.parse(column)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
