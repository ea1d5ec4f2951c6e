import { EmbeddingGateway, type Embeddings } from '#ai/embedding_model'

/** Nobody has an embedding model: documents are found by their words alone. */
export class NoEmbeddings extends EmbeddingGateway {
  async modelFor(): Promise<null> {
    return null
  }

  async embed(): Promise<Embeddings> {
    throw new Error('There is no embedding model')
  }
}
