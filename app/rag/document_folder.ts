import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Steps that leave something behind, and the file they leave it in. */
const files = { source: 'source', chunks: 'chunks.jsonl' } as const
export type StepResult = keyof typeof files

/**
 * What the steps of one document have made so far, so that a process which falls goes on where it was. Ids are UUIDs: nothing else
 * makes a path.
 */
export class DocumentFolder {
  readonly #path: string

  constructor(root: string, userId: string, documentId: string) {
    if (!/^[0-9a-f-]{36}$/.test(documentId) || /[/\\.]/.test(userId)) {
      throw new Error('A folder needs ids')
    }
    this.#path = join(root, userId, documentId)
  }

  pathOf(result: StepResult): string {
    return join(this.#path, files[result])
  }

  /** What was read of one page of a scan, or its pictures on their way. */
  pathOfPage(page: number, kind: 'text' | 'pictures' = 'text'): string {
    return join(this.#path, kind === 'text' ? `page-${page}.json` : `page-${page}.pictures`)
  }

  async has(result: StepResult): Promise<boolean> {
    return stat(this.pathOf(result)).then(
      () => true,
      () => false
    )
  }

  /** The file is there in whole or not at all. */
  async write(result: StepResult, content: Readable, signal: AbortSignal): Promise<void> {
    const path = this.pathOf(result)
    await mkdir(this.#path, { recursive: true })
    await pipeline(content, createWriteStream(`${path}.part`, { flush: true }), { signal })
    await rename(`${path}.part`, path)
  }

  async forget(result: StepResult): Promise<void> {
    await rm(this.pathOf(result), { force: true })
  }

  /** What a model has read of a scan is paid for: it stays for the next try, and nothing else does. */
  async removeAllButPages(): Promise<void> {
    const names = await readdir(this.#path).catch((): string[] => [])
    const others = names.filter((name) => !/^page-\d+\.json$/.test(name))
    await Promise.all(
      others.map((name) => rm(join(this.#path, name), { recursive: true, force: true }))
    )
  }

  async remove(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true })
  }
}
