import { useCallback, useEffect } from 'react'
import { useFileDrop } from '~/hooks/use_file_drop'
import { watchDraftDocuments } from './draft_document_states'
import { useDraftDocuments } from './use_draft_documents'
import { useDraftImages } from './use_draft_images'

interface DraftFilesOf {
  userId: string | null
  chatId: string | null
  isTemporary: boolean
  onProblem: (problem: string | null) => void
}

/** Images and documents of what is being written, however they were chosen. */
export function useDraftFiles({ userId, chatId, isTemporary, onProblem }: DraftFilesOf) {
  const { add: addImages, ...images } = useDraftImages(userId, chatId, onProblem)
  const { add: addDocuments, ...documents } = useDraftDocuments(userId, chatId, onProblem)

  /** Whether any document was taken. */
  const add = useCallback(
    async (files: readonly File[]): Promise<boolean> => {
      if (isTemporary) {
        onProblem('Files are stored with a chat; a temporary chat takes none.')
        return false
      }
      const isImage = ({ type }: File) => type.startsWith('image/') && type !== 'image/svg+xml'
      const ofImages = files.filter(isImage)
      const ofDocuments = files.filter((file) => !isImage(file))
      if (ofImages.length > 0) await addImages(ofImages)
      return ofDocuments.length > 0 && addDocuments(ofDocuments)
    },
    [isTemporary, onProblem, addImages, addDocuments]
  )
  const isDropping = useFileDrop((files) => void add(files))

  const shown = documents.documents
  useEffect(() => watchDraftDocuments(shown.map(({ documentId }) => documentId)), [shown])

  const clear = () => {
    images.clear()
    documents.clear()
  }
  return {
    images: isTemporary ? [] : images.images,
    documents: isTemporary ? [] : shown,
    /** How many stay behind with the draft of a new chat. */
    keptBack: isTemporary ? images.images.length + shown.length : 0,
    hasAny: !isTemporary && images.images.length + shown.length > 0,
    add,
    removeImage: images.remove,
    removeDocument: documents.remove,
    clear,
    isDropping,
  }
}
