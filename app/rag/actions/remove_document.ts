import type { EmbeddingGateway } from '#ai/embedding_model'
import type { DocumentFolder } from '#rag/document_folder'
import type { DocumentWorkTable } from '#rag/document_work'
import type { PassageIndex } from '#rag/passage_index'

export interface RemoveDocumentInput {
  userId: string
  documentId: string
}

/** Takes away all that is left of a deleted document: passages and vectors, derived text, the file. Safe to do again. */
export class RemoveDocument {
  constructor(
    private readonly work: DocumentWorkTable,
    private readonly index: Pick<PassageIndex, 'remove'>,
    private readonly embeddings: Pick<EmbeddingGateway, 'forget'>,
    private readonly folderOf: (userId: string, documentId: string) => DocumentFolder,
    /** Removes the files that nothing names any more. */
    private readonly sweepFiles: () => Promise<unknown>
  ) {}

  async handle({ userId, documentId }: RemoveDocumentInput): Promise<void> {
    await this.index.remove(userId, [documentId])
    await this.embeddings.forget(userId, [documentId])
    await this.folderOf(userId, documentId).remove()
    await this.sweepFiles()
    await this.work.endRemoval(userId, documentId)
  }
}
