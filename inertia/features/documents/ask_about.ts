import type { DocumentMediaType } from '#shared/documents'
import { openChat } from '~/lib/chat_route'
import { readDraftDocuments, storeDraftDocuments } from '~/lib/documents/draft_documents'
import type { LibraryDocument } from './queries'

/** Opens a new chat in whose first message the document is. */
export function askAbout(userId: string, document: LibraryDocument): void {
  const { id, name, media_type, size } = document
  const others = readDraftDocuments(userId, null).filter(({ documentId }) => documentId !== id)
  storeDraftDocuments(userId, null, [
    ...others,
    // The table holds what an event with these literals put there.
    {
      ...{ documentId: id, name, mediaType: media_type as DocumentMediaType, size },
      isFromLibrary: true,
    },
  ])
  openChat(null)
}
