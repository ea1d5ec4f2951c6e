import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MainDatabase } from '#core/database'
import type { BeginUpload } from '#files/actions/begin_upload'
import type { FinishUpload } from '#files/actions/finish_upload'
import type { FilesConfig } from '#files/files_config'

export interface KeepImageInput {
  userId: string
  /** The answer that the image belongs to, and goes with. */
  messageId: string
  bytes: Uint8Array
}

export type KeepImageResult =
  | { type: 'kept'; fileId: string }
  /** No image of a known kind whatever the model called it, no room for it, or its answer was deleted meanwhile. */
  | { type: 'refused'; reason: string }

/** Keeps an image that a model made like one that its reader uploaded: checked, counted, and gone with its message. */
export class KeepImage {
  constructor(
    private readonly database: MainDatabase,
    private readonly beginUpload: BeginUpload,
    private readonly finishUpload: FinishUpload,
    private readonly config: FilesConfig
  ) {}

  async handle({ userId, messageId, bytes }: KeepImageInput): Promise<KeepImageResult> {
    const fileId = randomUUID()
    const isGuest = await this.#noteUse(userId, messageId, fileId)
    const size = bytes.length
    const begun = await this.beginUpload.handle({ userId, isGuest, fileId, name: 'Image', size })
    if (begun.type !== 'begun') return { type: 'refused', reason: begun.type }
    const folder = join(this.config.incoming, 'made')
    const path = join(folder, fileId)
    await mkdir(folder, { recursive: true })
    try {
      await writeFile(path, bytes)
      const { type } = await this.finishUpload.handle({ userId, fileId, path })
      return type === 'stored' ? { type: 'kept', fileId } : { type: 'refused', reason: type }
    } finally {
      await rm(path, { force: true })
    }
  }

  /** Before there is a file, so that no sweep finds it unused. Returns whether its person is a guest. */
  #noteUse(userId: string, messageId: string, fileId: string): Promise<boolean> {
    return this.database.transaction((sqlite) => {
      const prepare = (sql: string) => this.database.prepare(sqlite, sql)
      prepare('INSERT INTO file_uses (user_id, file_id, message_id) VALUES (?, ?, ?)').run(
        ...[userId, fileId, messageId]
      )
      return prepare('SELECT 1 FROM users WHERE id = ? AND is_guest = 1').get(userId) !== undefined
    })
  }
}
