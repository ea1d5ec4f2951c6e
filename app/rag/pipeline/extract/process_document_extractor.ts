import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  DocumentExtractor,
  type ExtractInput,
  type ExtractResult,
} from '#rag/pipeline/extract/document_extractor'
import type { ExtractReport } from '#rag/pipeline/extract/child/protocol'
import type { ExtractLimits } from '#rag/pipeline/extract/extract_limits'
import type { ExtractedBlock } from '#rag/pipeline/extract/extracted_document'
import { runExtraction } from '#rag/pipeline/extract/extraction_process'

export interface ProcessDocumentExtractorSettings {
  /** Takes what is extracted until it is read; on the disk that holds the data. */
  workDirectory: string
  limits: ExtractLimits
  /** Told of files that no reader expected, without anything of their content. */
  onUnexpected?: (cause: string) => void
}

/** Reads documents in processes of their own, one at a time: memory is bounded by one of them. */
export class ProcessDocumentExtractor extends DocumentExtractor {
  #last: Promise<unknown> = Promise.resolve()

  constructor(private readonly settings: ProcessDocumentExtractorSettings) {
    super()
  }

  async extract(input: ExtractInput, signal: AbortSignal): Promise<ExtractResult> {
    const turn = this.#last.then(() => this.#run(input, signal))
    this.#last = turn.catch(() => {})
    return untilAborted(turn, signal)
  }

  async #run(input: ExtractInput, signal: AbortSignal): Promise<ExtractResult> {
    signal.throwIfAborted()
    const { workDirectory, limits } = this.settings
    const directory = await mkdtemp(join(workDirectory, 'extract-'))
    try {
      const output = join(directory, 'blocks.jsonl')
      const report = await runExtraction({ input, output, limits }, signal)
      if (report.type === 'failed') return this.#fail(report)
      return {
        type: 'extracted',
        document: { ...report.facts, blocks: await readBlocks(output, signal) },
      }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }

  #fail({ code, cause }: Extract<ExtractReport, { type: 'failed' }>): ExtractResult {
    if (cause) this.settings.onUnexpected?.(cause)
    return { type: 'failed', code }
  }
}

/** Piece by piece, so that other work goes on in between. */
async function readBlocks(path: string, signal: AbortSignal): Promise<ExtractedBlock[]> {
  const blocks: ExtractedBlock[] = []
  let rest = ''
  for await (const piece of createReadStream(path, { encoding: 'utf8', signal })) {
    const lines = (rest + (piece as string)).split('\n')
    rest = lines.pop()!
    for (const line of lines) blocks.push(JSON.parse(line) as ExtractedBlock)
  }
  return blocks
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
