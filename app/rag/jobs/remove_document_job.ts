import { Job } from '#jobs/job'
import type { RemoveDocument } from '#rag/actions/remove_document'
import { growingPause, readDocumentPayload, type DocumentPayload } from '#rag/jobs/document_payload'

export const REMOVE_DOCUMENT = 'remove-document'

export class RemoveDocumentJob extends Job<DocumentPayload> {
  readonly name = REMOVE_DOCUMENT
  readonly attempts = 20

  constructor(private readonly removeDocument: RemoveDocument) {
    super()
  }

  pauseAfter(attempt: number): number {
    return growingPause(attempt)
  }

  read(payload: unknown): DocumentPayload {
    return readDocumentPayload(payload)
  }

  run(payload: DocumentPayload): Promise<void> {
    return this.removeDocument.handle(payload)
  }

  /** Its row in `document_work` stays: the next start of the server tries again. */
  async giveUp(): Promise<void> {}
}
