import type { FindFile } from '#files/queries/find_file'
import type { Disk } from '@adonisjs/drive'

/** The bytes of a person's own file; null when it is not there. A drive in trouble throws. */
export class ReadFile {
  constructor(
    private readonly findFile: FindFile,
    private readonly disk: Disk
  ) {}

  async handle(userId: string, fileId: string): Promise<Uint8Array | null> {
    const file = await this.findFile.handle(userId, fileId)
    return file && this.disk.getBytes(file.path)
  }
}
