import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ProcessDocument } from '#rag/actions/process_document'
import { DocumentFolder } from '#rag/document_folder'
import type { IndexedPassage } from '#rag/passage_index'
import type { DocumentErrorCode } from '#shared/document_errors'
import type { ServerEvent } from '#shared/events/catalog'

export const STEPS = ['read', 'extract', 'chunk', 'embed', 'index', 'end'] as const
type PipelineStep = (typeof STEPS)[number]
type Crash = { step: PipelineStep; when: 'before' | 'after' }

const chunkOf = (ordinal: number) => ({
  ...{ ordinal, text: `text ${ordinal}`, header: 'a.txt', place: { page: 1 }, tokens: 9 },
})

const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never

/** Processing over doubles in memory and a real folder. Every run is a new process that may fall at one step. */
export class PipelineLab {
  readonly documentId = randomUUID()
  readonly userId = randomUUID()
  readonly outcomes: ServerEvent[] = []
  readonly counts = { read: 0, extract: 0, embed: 0, index: 0, end: 0 }
  passages: readonly IndexedPassage[] = []
  isWanted = true
  embedding: 'works' | 'fails' | 'none' = 'works'
  failure: DocumentErrorCode | null = null

  private constructor(private readonly root: string) {}

  static async open(): Promise<PipelineLab> {
    return new PipelineLab(await mkdtemp(join(tmpdir(), 'loft-pipeline-')))
  }

  get folderPath(): string {
    return join(this.root, this.userId, this.documentId)
  }

  async run({ crash, isLast = false }: { crash?: Crash; isLast?: boolean } = {}): Promise<void> {
    const at = async <T>(
      step: Exclude<PipelineStep, 'chunk'>,
      work: () => T | Promise<T>
    ): Promise<T> => {
      this.counts[step]++
      if (crash?.step === step && crash.when === 'before') throw new Error('crash')
      const result = await work()
      if (crash?.step === step && crash.when === 'after') throw new Error('crash')
      return result
    }
    const action = new ProcessDocument({
      work: {
        wanted: async () =>
          this.isWanted
            ? {
                name: 'a.txt',
                mediaType: 'text/plain',
                storagePath: 'key',
                isRefused: false,
                readingModel: null,
              }
            : null,
        mayBeTriedAgain: async () => this.outcomes.at(-1)?.name === 'v1.DocumentFailed',
        end: (_: string, __: string, outcome: ServerEvent) =>
          at('end', () => {
            if (this.isWanted) this.outcomes.push(outcome)
            this.isWanted = false
          }),
      } as never,
      disk: { getStream: () => at('read', () => Readable.from(['bytes'])) } as never,
      folderOf: (userId, documentId) => new DocumentFolder(this.root, userId, documentId),
      extractor: {
        cut: ({ output }) =>
          at('extract', async () => {
            if (this.failure) return { type: 'failed', code: this.failure }
            const lines = Array.from({ length: 5 }, (_, ordinal) => ({ chunk: chunkOf(ordinal) }))
            const facts = { pages: 3, tokens: 45 }
            const text = [...lines, { facts }].map((line) => `${JSON.stringify(line)}\n`).join('')
            // The child is killed while it writes.
            const isCut = crash?.step === 'chunk'
            await writeFile(output, isCut ? text.slice(0, text.length / 2) : text)
            if (isCut) throw new Error('crash')
            return { type: 'cut', facts }
          }),
      },
      readScan: { handle: async () => ({ type: 'failed', code: 'SCANNED' }) },
      embed: (_, texts) =>
        at('embed', () => {
          if (this.embedding === 'fails') throw new Error('provider')
          if (this.embedding === 'none') return null
          return { model: 'm', vectors: texts.map(() => Float32Array.of(1, 0)) }
        }),
      index: {
        put: (_, __, passages) => at('index', () => void (this.passages = passages)),
      },
      progressOf: () => () => {},
      ...{ batch: 2, passages: 100, logger: quiet },
    })
    const { userId, documentId } = this
    await action.handle({ userId, documentId, isLast }, new AbortController().signal)
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true })
  }
}
