import { randomUUID } from 'node:crypto'
import type { LoftEvent, ServerEvent } from '#shared/events/catalog'

interface DocumentOptions {
  name?: string
  chatId?: string
  projectId?: string
}

/** A document as a device adds it. */
export function documentAdded(
  documentId: string,
  { name = 'a.pdf', chatId, projectId }: DocumentOptions = {}
): LoftEvent {
  return {
    name: 'v1.DocumentAdded',
    args: {
      ...{ eventId: randomUUID(), documentId, name, mediaType: 'application/pdf', size: 9 },
      ...(chatId ? { chatId } : {}),
      ...(projectId ? { projectId } : {}),
      createdAt: Date.now(),
    },
  }
}

/** That it was read. */
export function documentProcessed(documentId: string, tokens = 100): ServerEvent {
  return {
    name: 'v1.DocumentProcessed',
    args: {
      ...{ eventId: randomUUID(), documentId, pages: 3, passages: 8, tokens },
      ...{ embeddingModel: null, processedAt: Date.now() },
    },
  }
}
