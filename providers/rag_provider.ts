import type { ApplicationService } from '@adonisjs/core/types'
import type { ContainerResolver } from '@adonisjs/core/container'
import type { ContainerBindings } from '@adonisjs/core/types'

import { FindModel } from '#ai/catalogue/find_model'
import { EmbeddingGateway } from '#ai/embedding_model'
import { Reranker } from '#ai/rerank/reranker'
import { MeterCalls } from '#chat/costs/meter_calls'
import { MainDatabase } from '#core/database'
import { SweepFiles } from '#files/actions/sweep_files'
import { JobQueue } from '#jobs/job_queue'
import { PlanReindexing } from '#rag/actions/plan_reindexing'
import { ProcessDocument } from '#rag/actions/process_document'
import { ReindexDocument } from '#rag/actions/reindex_document'
import { RemoveDocument } from '#rag/actions/remove_document'
import { StartDocumentWork } from '#rag/actions/start_document_work'
import type { RagConfig } from '#rag/define_config'
import { DocumentFolder } from '#rag/document_folder'
import { progressTo } from '#rag/document_progress'
import { DocumentWorkTable } from '#rag/document_work'
import { embedWith } from '#rag/embed_passages'
import { ProcessDocumentJob } from '#rag/jobs/process_document_job'
import { ReindexDocumentJob } from '#rag/jobs/reindex_document_job'
import { RemoveDocumentJob } from '#rag/jobs/remove_document_job'
import { PassageIndex } from '#rag/passage_index'
import { DocumentExtractor } from '#rag/pipeline/extract/document_extractor'
import { ReadScan } from '#rag/pipeline/read_scan'
import { FindCandidates } from '#rag/queries/find_candidates'
import { ReadPassages } from '#rag/queries/read_passages'
import { RerankPassages } from '#rag/queries/rerank_passages'
import { RetrievePassages } from '#rag/queries/retrieve_passages'
import { recordDocumentWork } from '#rag/record_document_work'
import { EventLog } from '#sync/event_log'
import { ServerWriter } from '#sync/server_writer'
import { SocketRegistry } from '#sync/transport/socket_registry'

type Resolver = ContainerResolver<ContainerBindings>

/** What the queue lost or gave up, while the database or the disk was in trouble, comes back after this time. Milliseconds. */
const LOOK_AGAIN = 5 * 60_000
/** Documents that got no vectors, since their model failed, are looked for after this time. Milliseconds. */
const LOOK_FOR_VECTORS = 60 * 60_000

/** Passages of documents: how they are made, the index, and what is retrieved from it. */
export default class RagProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container, config } = this.app
    container.singleton(PassageIndex, () => config.get<RagConfig>('rag').createIndex())
    container.singleton(RetrievePassages, async (resolver) => {
      const index = await resolver.make(PassageIndex)
      const embeddings = await resolver.make(EmbeddingGateway)
      const candidates = new FindCandidates(index, embeddings, await resolver.make('logger'))
      const reranker = await resolver.make(Reranker)
      const rerank = new RerankPassages(reranker, await resolver.make('logger'))
      return new RetrievePassages(index, candidates, rerank)
    })
    container.bind(ReadPassages, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      return new ReadPassages(database, await resolver.make(PassageIndex))
    })
    container.singleton(DocumentExtractor, (resolver) => this.#createExtractor(resolver))
    container.singleton(DocumentWorkTable, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      return new DocumentWorkTable(database, await resolver.make(ServerWriter))
    })
    container.singleton(
      StartDocumentWork,
      async (resolver) =>
        new StartDocumentWork(await resolver.make(DocumentWorkTable), await resolver.make(JobQueue))
    )
    container.singleton(ProcessDocument, (resolver) => this.#createProcessDocument(resolver))
    container.singleton(
      PlanReindexing,
      async (resolver) =>
        new PlanReindexing(
          await resolver.make(DocumentWorkTable),
          await resolver.make(EmbeddingGateway)
        )
    )
    container.singleton(ReindexDocument, (resolver) => this.#createReindexDocument(resolver))
    container.singleton(RemoveDocument, async (resolver) => {
      const work = await resolver.make(DocumentWorkTable)
      const index = await resolver.make(PassageIndex)
      const sweepFiles = await resolver.make(SweepFiles)
      const embeddings = await resolver.make(EmbeddingGateway)
      const sweep = () => sweepFiles.handle()
      return new RemoveDocument(work, index, embeddings, this.#folderOf, sweep)
    })
  }

  async boot(): Promise<void> {
    if (!this.#isServing) return
    const { container } = this.app
    const log = await container.make(EventLog)
    log.onAppend(recordDocumentWork(await container.make(MainDatabase), () => Date.now()))
  }

  /** Takes up what an earlier process left. */
  async ready(): Promise<void> {
    if (!this.#isServing) return
    const { container } = this.app
    const queue = await container.make(JobQueue)
    queue.register(new ProcessDocumentJob(await container.make(ProcessDocument)))
    queue.register(new RemoveDocumentJob(await container.make(RemoveDocument)))
    const startDocumentWork = await container.make(StartDocumentWork)
    const startNext = (userId: string) => startDocumentWork.handle({ userId })
    queue.register(new ReindexDocumentJob(await container.make(ReindexDocument), startNext))
    await queue.start()
    this.app.terminating(() => queue.stop())
    await startDocumentWork.handle()
    const planReindexing = await container.make(PlanReindexing)
    const plan = async (isOfWordsAlone: boolean) => {
      await planReindexing.handle({ isOfWordsAlone })
      await startDocumentWork.handle()
    }
    // Who has many documents does not wait for the server to listen.
    const logger = await container.make('logger')
    const guarded = (work: Promise<void>) =>
      work.catch((error: unknown) =>
        logger.error({ err: error }, 'work with documents cannot start')
      )
    void guarded(plan(false))
    this.#every(LOOK_AGAIN, () => guarded(startDocumentWork.handle()))
    this.#every(LOOK_FOR_VECTORS, () => guarded(plan(true)))
  }

  #every(pause: number, work: () => Promise<void>): void {
    const timer = setInterval(() => void work(), pause)
    timer.unref()
    this.app.terminating(() => clearInterval(timer))
  }

  async shutdown(): Promise<void> {
    const index = await this.app.container.make(PassageIndex)
    await index.close()
  }

  get #isServing(): boolean {
    return ['web', 'test'].includes(this.app.getEnvironment())
  }

  get #pipeline() {
    return this.app.config.get<RagConfig>('rag').pipeline
  }

  readonly #folderOf = (userId: string, documentId: string) =>
    new DocumentFolder(this.#pipeline.folder, userId, documentId)

  async #createExtractor(resolver: Resolver): Promise<DocumentExtractor> {
    const { ProcessDocumentExtractor } =
      await import('#rag/pipeline/extract/process_document_extractor')
    const { defaultExtractLimits } = await import('#rag/pipeline/extract/extract_limits')
    const { mkdir } = await import('node:fs/promises')
    const logger = await resolver.make('logger')
    await mkdir(this.#pipeline.folder, { recursive: true })
    return new ProcessDocumentExtractor({
      workDirectory: this.#pipeline.folder,
      // More could not be indexed: the reader stops there, before anybody holds it.
      limits: { ...defaultExtractLimits, chunks: this.#pipeline.passages },
      onUnexpected: (cause) => logger.warn({ cause }, 'a file that no reader expected'),
    })
  }

  async #createReindexDocument(resolver: Resolver): Promise<ReindexDocument> {
    const sockets = await resolver.make(SocketRegistry)
    return new ReindexDocument({
      work: await resolver.make(DocumentWorkTable),
      embeddings: await resolver.make(EmbeddingGateway),
      index: await resolver.make(PassageIndex),
      progressOf: (userId, documentId) => progressTo(sockets, userId, documentId),
      batch: this.#pipeline.batch,
      now: () => Date.now(),
      logger: await resolver.make('logger'),
    })
  }

  async #createProcessDocument(resolver: Resolver): Promise<ProcessDocument> {
    const sockets = await resolver.make(SocketRegistry)
    const embeddings = await resolver.make(EmbeddingGateway)
    const extractor = await resolver.make(DocumentExtractor)
    const meter = await resolver.make(MeterCalls)
    const findModel = await resolver.make(FindModel)
    return new ProcessDocument({
      work: await resolver.make(DocumentWorkTable),
      disk: (await resolver.make('drive.manager')).use(),
      folderOf: this.#folderOf,
      ...{ extractor, embed: embedWith(embeddings) },
      readScan: new ReadScan(
        extractor,
        (request, signal) => meter.stream(request, signal, { kind: 'reading', chatId: null }),
        async (userId, model) => (await findModel.handle(userId, model)) !== null
      ),
      index: await resolver.make(PassageIndex),
      progressOf: (userId, documentId) => progressTo(sockets, userId, documentId),
      batch: this.#pipeline.batch,
      passages: this.#pipeline.passages,
      logger: await resolver.make('logger'),
    })
  }
}
