import type { Readable } from 'node:stream'
import type { StoredFile } from '#files/queries/find_file'
import type { Logger } from '@adonisjs/core/logger'
import type { Disk } from '@adonisjs/drive'

export type OpenedFile =
  | { type: 'opened'; stream: Readable }
  /** The bucket cannot be reached, or does not answer. */
  | { type: 'unavailable' }

/** The bytes of a file that its reader may see, as they come. */
export class OpenFile {
  constructor(
    private readonly disk: Pick<Disk, 'getStream'>,
    private readonly logger: Logger
  ) {}

  async handle({ path }: StoredFile): Promise<OpenedFile> {
    try {
      return { type: 'opened', stream: await this.disk.getStream(path) }
    } catch (error) {
      this.logger.error({ err: error }, 'file cannot be read')
      return { type: 'unavailable' }
    }
  }
}
