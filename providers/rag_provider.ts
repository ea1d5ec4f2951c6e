import type { ApplicationService } from '@adonisjs/core/types'

import { EmbeddingGateway } from '#ai/embedding_model'
import type { RagConfig } from '#rag/define_config'
import { PassageIndex } from '#rag/passage_index'
import { FindCandidates } from '#rag/queries/find_candidates'
import { RetrievePassages } from '#rag/queries/retrieve_passages'

/** Passages of documents: the index, and what is retrieved from it. */
export default class RagProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container, config } = this.app
    container.singleton(PassageIndex, () => config.get<RagConfig>('rag').createIndex())
    container.singleton(RetrievePassages, async (resolver) => {
      const index = await resolver.make(PassageIndex)
      const embeddings = await resolver.make(EmbeddingGateway)
      const candidates = new FindCandidates(index, embeddings, await resolver.make('logger'))
      return new RetrievePassages(index, candidates)
    })
  }

  async shutdown(): Promise<void> {
    const index = await this.app.container.make(PassageIndex)
    await index.close()
  }
}
