import { Job, type JobRun } from '#jobs/job'
import type { ProcessDocument } from '#rag/actions/process_document'
import { growingPause, readDocumentPayload, type DocumentPayload } from '#rag/jobs/document_payload'

export const PROCESS_DOCUMENT = 'process-document'

export class ProcessDocumentJob extends Job<DocumentPayload> {
  readonly name = PROCESS_DOCUMENT
  readonly attempts = 4

  constructor(private readonly processDocument: ProcessDocument) {
    super()
  }

  pauseAfter(attempt: number): number {
    return growingPause(attempt)
  }

  read(payload: unknown): DocumentPayload {
    return readDocumentPayload(payload)
  }

  run(payload: DocumentPayload, { signal, isLast }: JobRun): Promise<void> {
    return this.processDocument.handle({ ...payload, isLast }, signal)
  }

  giveUp(payload: DocumentPayload): Promise<void> {
    return this.processDocument.fail(payload, 'UNAVAILABLE')
  }
}
