import type { EmbeddingGateway } from '#ai/embedding_model'
import type { DocumentWorkTable } from '#rag/document_work'
import { recordedName } from '#rag/embed_passages'

export interface PlanReindexingInput {
  /** One person; everybody when left out. */
  userId?: string
  /** Leaves documents with vectors as they are: looks for those that got none while a model could not be asked. */
  isOfWordsAlone?: boolean
}

/**
 * Finds the documents whose vectors are of another model than the one that serves their owner now, and writes down that they shall
 * get its vectors. Where no model serves, nothing changes: a person who takes a key away keeps the vectors for its return.
 */
export class PlanReindexing {
  constructor(
    private readonly work: Pick<DocumentWorkTable, 'embedded' | 'planReindexing'>,
    private readonly embeddings: Pick<EmbeddingGateway, 'modelFor'>
  ) {}

  async handle({ userId, isOfWordsAlone = false }: PlanReindexingInput = {}): Promise<void> {
    const people = Map.groupBy(await this.work.embedded(userId), (row) => row.userId)
    for (const [id, rows] of people) {
      if (isOfWordsAlone && rows.every(({ embeddingModel }) => embeddingModel !== null)) continue
      const model = await this.embeddings.modelFor(id)
      if (!model) continue
      const name = recordedName(model)
      if (rows.some(({ embeddingModel }) => embeddingModel !== name)) {
        await this.work.planReindexing(id, name, Date.now())
      }
    }
  }
}
