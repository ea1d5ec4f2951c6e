/** What a job about a document is told. */
export interface DocumentPayload {
  userId: string
  documentId: string
}

export function readDocumentPayload(payload: unknown): DocumentPayload {
  const { userId, documentId } = (payload ?? {}) as Partial<DocumentPayload>
  if (typeof userId !== 'string' || typeof documentId !== 'string') {
    throw new Error('A job about a document names its person and the document')
  }
  return { userId, documentId }
}

/** One second, then four times as long each time, give or take a fifth: many documents of one outage do not come back together. */
export function growingPause(attempt: number): number {
  return Math.min(300_000, 1_000 * 4 ** (attempt - 1)) * (0.8 + Math.random() * 0.4)
}
