import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DocumentExtractor,
  type CutInput,
  type CutResult,
  type ExtractInput,
  type ExtractResult,
  type ScanPageInput,
  type ScanPageResult,
} from '#rag/pipeline/extract/document_extractor'
import type { ExtractOrder, ExtractReport } from '#rag/pipeline/extract/child/protocol'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { runExtraction } from '#rag/pipeline/extract/extraction_process'
import { readJsonLines } from '#rag/pipeline/json_lines'

export interface ProcessDocumentExtractorSettings {
  /** Takes what is extracted until it is read; on the disk that holds the data. */
  workDirectory: string
  limits: ExtractLimits
  /** The program that reads, when it is another than this code's own. */
  program?: string
  /** Told of files that no reader expected, without anything of their content. */
  onUnexpected?: (cause: string) => void
}

/** Reads documents in processes of their own, one at a time: memory is bounded by one of them. */
export class ProcessDocumentExtractor extends DocumentExtractor {
  #last: Promise<unknown> = Promise.resolve()

  constructor(private readonly settings: ProcessDocumentExtractorSettings) {
    super()
  }

  extract(input: ExtractInput, signal: AbortSignal): Promise<ExtractResult> {
    return this.#inTurn(signal, async () => {
      const directory = await mkdtemp(join(this.settings.workDirectory, 'extract-'))
      try {
        const output = join(directory, 'blocks.jsonl')
        const report = await this.#run({ wanted: 'blocks', input, output }, signal)
        if (report.type !== 'extracted') return failureOf(report)
        const blocks: ExtractedBlock[] = []
        const source = createReadStream(output, { encoding: 'utf8', signal })
        for await (const block of readJsonLines<ExtractedBlock>(source)) blocks.push(block)
        return { type: 'extracted', document: { ...report.facts, blocks } }
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    })
  }

  cut({ output, ...input }: CutInput, signal: AbortSignal): Promise<CutResult> {
    return this.#inTurn(signal, async () => {
      const report = await this.#run({ wanted: 'chunks', input, output }, signal)
      return report.type === 'cut' ? report : failureOf(report)
    })
  }

  scanPage(
    { output, page, ...input }: ScanPageInput,
    signal: AbortSignal
  ): Promise<ScanPageResult> {
    return this.#inTurn(signal, async () => {
      try {
        const report = await this.#run({ wanted: 'page', input, output, page }, signal)
        if (report.type !== 'page') return failureOf(report)
        const lines = (await readFile(output, 'utf8')).split('\n').filter(Boolean)
        const pictures = lines.map((line) => Buffer.from(JSON.parse(line) as string, 'base64'))
        const { pages, isDamaged } = report
        return { type: 'page', pages, pictures, isDamaged }
      } finally {
        await rm(output, { force: true })
      }
    })
  }

  async #run(order: Omit<ExtractOrder, 'limits'>, signal: AbortSignal): Promise<ExtractReport> {
    const { limits, program, onUnexpected } = this.settings
    const report = await runExtraction({ ...order, limits }, signal, program)
    if (report.type === 'failed' && report.cause) onUnexpected?.(report.cause)
    return report
  }

  async #inTurn<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => {
      signal.throwIfAborted()
      return run()
    })
    this.#last = turn.catch(() => {})
    return untilAborted(turn, signal)
  }
}

function failureOf(report: ExtractReport): Extract<ExtractResult, { type: 'failed' }> {
  if (report.type !== 'failed') return { type: 'failed', code: 'UNREADABLE' }
  const { code, pages } = report
  return { type: 'failed', code, ...(pages === undefined ? {} : { pages }) }
}

/** Whoever waits for a turn may leave before it comes. */
function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
