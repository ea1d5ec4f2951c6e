import { randomUUID } from 'node:crypto'
import type { DocumentFolder } from '#rag/document_folder'
import type { DocumentToProcess, DocumentWorkTable } from '#rag/document_work'
import type { ReportProgress } from '#rag/document_progress'
import { embeddedText, recordedName, type Embedded, type EmbedPassages } from '#rag/embed_passages'
import type { IndexedPassage, PassageIndex } from '#rag/passage_index'
import { ModelError } from '#ai/model_error'
import type { Chunk } from '#rag/pipeline/chunk/chunk'
import { readCutDocument } from '#rag/pipeline/chunk/chunk_file'
import type { ReadScan, ReadScanInput, ReadScanResult } from '#rag/pipeline/read_scan'
import type { DocumentExtractor } from '#rag/pipeline/extract/document_extractor'
import { describeDocumentError, type DocumentErrorCode } from '#shared/document_errors'
import type { Disk } from '@adonisjs/drive'
import type { Logger } from '@adonisjs/core/logger'

export interface ProcessDocumentInput {
  userId: string
  documentId: string
  /** A failure now is the last one: what can be done without a service is done without it. */
  isLast: boolean
}

interface Dependencies {
  work: DocumentWorkTable
  disk: Pick<Disk, 'getStream'>
  folderOf: (userId: string, documentId: string) => DocumentFolder
  extractor: Pick<DocumentExtractor, 'cut'>
  embed: EmbedPassages
  readScan: Pick<ReadScan, 'handle'>
  index: Pick<PassageIndex, 'put'>
  progressOf: (userId: string, documentId: string) => ReportProgress
  /** Passages that are embedded together. */
  batch: number
  /** Most passages of one document. */
  passages: number
  logger: Logger
}

type Extracted = ReadScanResult

/**
 * From a file to passages that can be found. Every step keeps what it made, replaces what it made before, and is skipped when
 * that is there: a process may fall anywhere and the next one goes on, and nothing is there twice.
 */
export class ProcessDocument {
  constructor(private readonly dependencies: Dependencies) {}

  /** Throws for what may be over soon; everything else is an outcome, told by an event. */
  async handle(input: ProcessDocumentInput, signal: AbortSignal): Promise<void> {
    const { work, folderOf, progressOf } = this.dependencies
    const { userId, documentId } = input
    const folder = folderOf(userId, documentId)
    const document = await work.wanted(userId, documentId)
    if (!document) return this.#tidy(input, folder)
    const progress = progressOf(userId, documentId)
    const extracted = await this.#extract(input, document, folder, progress, signal)
    if (extracted.type === 'failed') {
      if (extracted.code === 'UNAVAILABLE') throw new Error('Extraction is unavailable')
      return this.fail(input, extracted.code, extracted)
    }
    const { chunks, pages, tokens } = extracted.cut
    if (chunks.length === 0) return this.fail(input, 'EMPTY')
    if (chunks.length > this.dependencies.passages) return this.fail(input, 'TOO_LARGE')
    const embedded = await this.#embed(input, chunks, progress, signal)
    signal.throwIfAborted()
    progress('index', 0, 0)
    const passages = chunks.map((chunk, place) => withVector(chunk, place, embedded))
    await this.dependencies.index.put(userId, documentId, passages)
    await work.end(userId, documentId, {
      name: 'v1.DocumentProcessed',
      args: {
        ...{ eventId: randomUUID(), documentId, pages, passages: chunks.length, tokens },
        embeddingModel: embedded && recordedName({ id: embedded.model }),
        processedAt: Date.now(),
      },
    })
    await folder.remove()
  }

  /** Tells that the document cannot be read, and keeps nothing of the attempt. */
  async fail(
    { userId, documentId }: Pick<ProcessDocumentInput, 'userId' | 'documentId'>,
    code: DocumentErrorCode,
    { pages, isHalfRead = false }: { pages?: number; isHalfRead?: boolean } = {}
  ): Promise<void> {
    const isRetryable = isHalfRead || describeDocumentError(code).isRetryable
    const args = { eventId: randomUUID(), documentId, code, isRetryable, failedAt: Date.now() }
    await this.dependencies.work.end(userId, documentId, {
      name: 'v1.DocumentFailed',
      args: { ...args, ...(pages === undefined ? {} : { pages }) },
    })
    const folder = this.dependencies.folderOf(userId, documentId)
    await (isRetryable ? folder.removeAllButPages() : folder.remove())
  }

  /** The outcome is stored: this run was asked for meanwhile, or the one that stored it fell before it had cleaned up. */
  async #tidy(
    { userId, documentId }: Pick<ProcessDocumentInput, 'userId' | 'documentId'>,
    folder: DocumentFolder
  ): Promise<void> {
    const mayBeTriedAgain = await this.dependencies.work.mayBeTriedAgain(userId, documentId)
    await (mayBeTriedAgain ? folder.removeAllButPages() : folder.remove())
  }

  async #extract(
    input: ProcessDocumentInput,
    document: DocumentToProcess,
    folder: DocumentFolder,
    progress: ReportProgress,
    signal: AbortSignal
  ): Promise<Extracted> {
    const output = folder.pathOf('chunks')
    const kept = (await folder.has('chunks')) ? await readCutDocument(output) : null
    if (kept) return { type: 'cut', cut: kept }
    const { name, mediaType, storagePath, isRefused } = document
    if (isRefused) return { type: 'failed', code: 'WRONG_TYPE' }
    if (storagePath === null) throw new Error('The file is not here')
    const { disk, extractor } = this.dependencies
    progress('extract', 0, 0)
    await folder.write('source', await disk.getStream(storagePath), signal)
    const path = folder.pathOf('source')
    if (document.readingModel !== null) {
      const asked = { ...document, model: document.readingModel, folder }
      return this.#readScan(input, asked, progress, signal)
    }
    const result = await extractor.cut({ path, name, mediaType, output }, signal)
    if (result.type === 'failed') return result
    progress('chunk', 0, 0)
    const cut = await readCutDocument(output)
    if (!cut) throw new Error('The chunks are not complete')
    await folder.forget('source')
    return { type: 'cut', cut }
  }

  /** A model that fails for good leaves a scan as it was, with the pages that it has read. */
  async #readScan(
    { userId, documentId, isLast }: ProcessDocumentInput,
    asked: Omit<ReadScanInput, 'userId'>,
    progress: ReportProgress,
    signal: AbortSignal
  ): Promise<Extracted> {
    const { readScan, logger } = this.dependencies
    try {
      return await readScan.handle({ ...asked, userId }, progress, signal)
    } catch (error) {
      const isFinal = error instanceof ModelError && (isLast || !error.isRetryable)
      if (signal.aborted || !isFinal) throw error
      logger.warn({ err: error, user_id: userId, document_id: documentId }, 'scan not read')
      return { type: 'failed', code: 'SCANNED', isHalfRead: true }
    }
  }

  /** Null where words alone have to do: no model, or one that has failed for the last time. */
  async #embed(
    { userId, documentId, isLast }: ProcessDocumentInput,
    chunks: readonly Chunk[],
    progress: ReportProgress,
    signal: AbortSignal
  ): Promise<Embedded | null> {
    const { embed, batch, logger } = this.dependencies
    const vectors: Float32Array[] = []
    let model = ''
    try {
      for (let start = 0; start < chunks.length; start += batch) {
        progress('embed', start, chunks.length)
        const texts = chunks.slice(start, start + batch).map(embeddedText)
        const embedded = await embed(userId, texts, signal, documentId)
        if (!embedded) return null
        if (model !== '' && embedded.model !== model) throw new Error('The model was changed')
        model = embedded.model
        vectors.push(...embedded.vectors)
      }
      return { model, vectors }
    } catch (error) {
      if (signal.aborted || !isLast) throw error
      const line = { err: error, user_id: userId, document_id: documentId }
      logger.warn(line, 'document is found by its words alone')
      return null
    }
  }
}

function withVector(chunk: Chunk, place: number, embedded: Embedded | null): IndexedPassage {
  const vector = embedded?.vectors[place]
  return vector ? { ...chunk, vector, model: embedded.model } : chunk
}
