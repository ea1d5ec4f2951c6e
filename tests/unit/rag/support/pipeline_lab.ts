import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ProcessDocument } from '#rag/actions/process_document'
import { DocumentFolder } from '#rag/document_folder'
import type { IndexedPassage } from '#rag/passage_index'
import type { ExtractResult } from '#rag/pipeline/extract/document_extractor'
import type { ServerEvent } from '#shared/events/catalog'

export const STEPS = ['read', 'extract', 'chunk', 'embed', 'index', 'end'] as const
type PipelineStep = (typeof STEPS)[number]
type Crash = { step: PipelineStep; when: 'before' | 'after' }

const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never

/** Processing over doubles in memory and a real folder. Every run is a new process that may fall at one step. */
export class PipelineLab {
  readonly documentId = randomUUID()
  readonly userId = randomUUID()
  readonly outcomes: ServerEvent[] = []
  readonly counts = { read: 0, extract: 0, chunk: 0, embed: 0, index: 0, end: 0 }
  passages: readonly IndexedPassage[] = []
  isWanted = true
  embedding: 'works' | 'fails' | 'none' = 'works'
  extraction: ExtractResult = {
    type: 'extracted',
    document: { pages: 3, blocks: [{ text: 'words', kind: 'text', place: { page: 1 } }] },
  }

  private constructor(private readonly root: string) {}

  static async open(): Promise<PipelineLab> {
    return new PipelineLab(await mkdtemp(join(tmpdir(), 'loft-pipeline-')))
  }

  get folderPath(): string {
    return join(this.root, this.userId, this.documentId)
  }

  async run({ crash, isLast = false }: { crash?: Crash; isLast?: boolean } = {}): Promise<void> {
    const at = async <T>(step: PipelineStep, work: () => T | Promise<T>): Promise<T> => {
      this.counts[step]++
      if (crash?.step === step && crash.when === 'before') throw new Error('crash')
      const result = await work()
      if (crash?.step === step && crash.when === 'after') throw new Error('crash')
      return result
    }
    const { counts } = this
    const action = new ProcessDocument({
      work: {
        wanted: async () =>
          this.isWanted
            ? { name: 'a.txt', mediaType: 'text/plain', storagePath: 'key', isRefused: false }
            : null,
        end: (_: string, __: string, outcome: ServerEvent) =>
          at('end', () => {
            if (this.isWanted) this.outcomes.push(outcome)
            this.isWanted = false
          }),
      } as never,
      disk: { getStream: () => at('read', () => Readable.from(['bytes'])) } as never,
      folderOf: (userId, documentId) => new DocumentFolder(this.root, userId, documentId),
      extractor: { extract: () => at('extract', () => this.extraction) },
      chunk: async function* (this: void) {
        counts.chunk++
        for (let ordinal = 0; ordinal < 5; ordinal++) {
          if (crash?.step === 'chunk' && ordinal === (crash.when === 'before' ? 0 : 4)) {
            throw new Error('crash')
          }
          yield { ordinal, text: `text ${ordinal}`, header: 'a.txt', place: { page: 1 }, tokens: 9 }
        }
      },
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
