import type { FindFile, StoredFile } from '#files/queries/find_file'

export interface LinkedFile {
  userId: string
  fileId: string
  file: StoredFile
}

/** A link that loads a person's own file for a few minutes, whoever follows it; null when there is no such file. */
export class LinkFile {
  constructor(
    private readonly findFile: FindFile,
    private readonly sign: (linked: LinkedFile) => Promise<string>
  ) {}

  async handle(userId: string, fileId: string): Promise<string | null> {
    const file = await this.findFile.handle(userId, fileId)
    return file && this.sign({ userId, fileId, file })
  }
}
