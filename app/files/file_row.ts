/** `uploading` until all bytes are here and are what they claim to be; `refused` when a document's are not: nothing of it is kept. */
export type FileStatus = 'uploading' | 'uploaded' | 'refused'

export interface FileRow {
  user_id: string
  id: string
  /** The first message that names the file; null while it is only attached to a draft. */
  message_id: string | null
  file_name: string
  file_type: string
  file_size: number
  sha256: string | null
  /** Key in the drive; null until `uploaded`. Files of one person with the same content share it. */
  storage_path: string | null
  status: FileStatus
}
