import { Job, type JobRun } from '#jobs/job'
import type { ReindexDocument } from '#rag/actions/reindex_document'
import { growingPause, readDocumentPayload, type DocumentPayload } from '#rag/jobs/document_payload'

export const REINDEX_DOCUMENT = 'reindex-document'

export class ReindexDocumentJob extends Job<DocumentPayload> {
  readonly name = REINDEX_DOCUMENT
  readonly attempts = 4

  constructor(
    private readonly reindexDocument: ReindexDocument,
    /** Starts what stands behind it. */
    private readonly startNext: (userId: string) => Promise<void>
  ) {
    super()
  }

  pauseAfter(attempt: number): number {
    return growingPause(attempt)
  }

  read(payload: unknown): DocumentPayload {
    return readDocumentPayload(payload)
  }

  async run(payload: DocumentPayload, { signal }: JobRun): Promise<void> {
    await this.reindexDocument.handle(payload, signal)
    await this.startNext(payload.userId)
  }

  async giveUp(payload: DocumentPayload, error: unknown): Promise<void> {
    await this.reindexDocument.postpone(payload, error)
    await this.startNext(payload.userId)
  }
}
