import type { JobQueue } from '#jobs/job_queue'
import type { DocumentWorkTable } from '#rag/document_work'
import { PROCESS_DOCUMENT } from '#rag/jobs/process_document_job'
import { REINDEX_DOCUMENT } from '#rag/jobs/reindex_document_job'
import { REMOVE_DOCUMENT } from '#rag/jobs/remove_document_job'

export interface StartDocumentWorkInput {
  /** One person; everybody when left out. */
  userId?: string
}

/** Hands what is to be done with documents to the queue. Safe at any time: work that is there already stays one. */
export class StartDocumentWork {
  constructor(
    private readonly work: Pick<DocumentWorkTable, 'ready' | 'nextToReindex'>,
    private readonly queue: JobQueue
  ) {}

  async handle(input: StartDocumentWorkInput = {}): Promise<void> {
    for (const { userId, documentId, kind } of await this.work.ready(input.userId)) {
      const key = `${userId}/${documentId}`
      if (kind === 'remove') {
        await this.queue.cancel(PROCESS_DOCUMENT, key)
        await this.queue.cancel(REINDEX_DOCUMENT, key)
      }
      const name = kind === 'remove' ? REMOVE_DOCUMENT : PROCESS_DOCUMENT
      await this.queue.enqueue({ name, key, userId, payload: { userId, documentId } })
    }
    await this.#startReindexing()
  }

  /** The first of them alone; the next one is started by its end. */
  async #startReindexing(): Promise<void> {
    const next = await this.work.nextToReindex(Date.now())
    if (!next) return
    const { userId, documentId } = next
    const key = `${userId}/${documentId}`
    const payload = { userId, documentId }
    await this.queue.enqueue({ name: REINDEX_DOCUMENT, key, userId, payload })
  }
}
