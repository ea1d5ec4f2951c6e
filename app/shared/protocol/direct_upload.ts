import { Schema } from 'effect'

const Uuid = Schema.String.pipe(
  Schema.pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
)

/**
 * `POST /direct-uploads`: begins an upload, or asks what is left of one. After the last piece, `POST /direct-uploads/<id>/finish`
 * has the file checked and stored: 409 with the code `INCOMPLETE` says that pieces are missing. `DELETE /direct-uploads/<id>` gives up.
 */
export const DirectUploadRequest = Schema.Struct({
  /** Made by the device; the same again is the same upload. */
  id: Uuid,
  name: Schema.String.pipe(Schema.maxLength(500)),
  /** Bytes. */
  size: Schema.Int.pipe(Schema.positive()),
})

/** A piece of the file from `start` up to and without `end`, in bytes, and where to `PUT` it. The link is valid for an hour. */
export interface DirectUploadPart {
  start: number
  end: number
  url: string
}

export type DirectUploadPlan =
  /** What has not arrived yet. Nothing: finish it. */
  | { type: 'direct'; parts: DirectUploadPart[] }
  /** There is no bucket: send it to `/uploads`. */
  | { type: 'through_server' }
  /** The acknowledgement was lost, all of it is stored. */
  | { type: 'stored' }
