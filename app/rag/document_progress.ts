import type { DocumentStep } from '#shared/documents'
import type { SocketRegistry } from '#sync/transport/socket_registry'

/** Frames of one document go out at most this often; a new step goes at once. Milliseconds. */
const INTERVAL = 200

/** Tells a person's devices how far the work on a document is. A moment: whoever is not there misses nothing. */
export type ReportProgress = (step: DocumentStep, done: number, of: number) => void

export function progressTo(
  sockets: Pick<SocketRegistry, 'tell'>,
  userId: string,
  documentId: string
): ReportProgress {
  let lastStep: DocumentStep | undefined
  let sentAt = 0
  return (step, done, of) => {
    const now = Date.now()
    if (step === lastStep && now - sentAt < INTERVAL && done < of) return
    lastStep = step
    sentAt = now
    sockets.tell(userId, { type: 'document-progress', documentId, step, done, of })
  }
}
