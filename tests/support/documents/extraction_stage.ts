import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from '@japa/runner/core'
import { readCutDocument } from '#rag/pipeline/chunk/chunk_file'
import type { ExtractedDocument } from '#rag/pipeline/extract/extracted_document'
import { defaultExtractLimits, type ExtractLimits } from '#rag/pipeline/extract/extract_limits'
import { ProcessDocumentExtractor } from '#rag/pipeline/extract/process_document_extractor'
import { inCheckout } from '#tests/support/test_environment'

/** Compiled, as in production: with its narrower permissions, and several times faster to start. */
const PROGRAM = inCheckout('build/app/rag/pipeline/extract/child/main.js')

/** A folder of files and the extractor that reads them, gone with the test. */
export class ExtractionStage {
  readonly directory = mkdtempSync(join(tmpdir(), 'loft-extraction-'))
  readonly workDirectory = join(this.directory, 'work')
  readonly unexpected: string[] = []
  readonly extractor: ProcessDocumentExtractor

  private constructor(limits: Partial<ExtractLimits>) {
    mkdirSync(this.workDirectory)
    this.extractor = new ProcessDocumentExtractor({
      workDirectory: this.workDirectory,
      limits: { ...defaultExtractLimits, ...limits },
      program: PROGRAM,
      onUnexpected: (cause) => this.unexpected.push(cause),
    })
  }

  static create({ test }: Pick<TestContext, 'test'>, limits: Partial<ExtractLimits> = {}) {
    const stage = new ExtractionStage(limits)
    test.cleanup(() => rmSync(stage.directory, { recursive: true, force: true }))
    return stage
  }

  write(content: Uint8Array | string): string {
    const path = join(this.directory, `${crypto.randomUUID()}.upload`)
    writeFileSync(path, content)
    return path
  }

  async extract(name: string, content: Uint8Array | string, signal = AbortSignal.timeout(60_000)) {
    const path = this.write(content)
    return this.extractor.extract({ path, name, mediaType: '' }, signal)
  }

  /** The chunks of a file that is there, or the code for which it was refused. */
  async cut(name: string, path: string, signal = AbortSignal.timeout(120_000)) {
    const output = join(this.directory, 'chunks.jsonl')
    const result = await this.extractor.cut({ path, name, mediaType: '', output }, signal)
    return result.type === 'cut' ? readCutDocument(output) : result.code
  }

  /** The document, or an error with the code for which it was refused. */
  async read(name: string, content: Uint8Array | string): Promise<ExtractedDocument> {
    const result = await this.extract(name, content)
    if (result.type === 'extracted') return result.document
    throw new Error(`${name} was refused: ${result.code} ${this.unexpected.join()}`)
  }

  /** The code for which a document is refused; undefined when it is read. */
  async refusal(name: string, content: Uint8Array | string): Promise<string | undefined> {
    const result = await this.extract(name, content)
    return result.type === 'failed' ? result.code : undefined
  }
}
