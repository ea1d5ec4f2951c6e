import { EmbeddingMeter } from '#ai/embedding/embedding_meter'

export interface RerankRequest {
  userId: string
  query: string
  documents: readonly string[]
  /** Most results. */
  top: number
}

export interface RerankResult {
  /** Position in `documents`. */
  index: number
  /** Orders the results of one request; means nothing beside another's. */
  score: number
}

/** Contract and container token: a model that reads a question and texts together, and says which of them answer it. */
export abstract class Reranker {
  /**
   * The best first, each text at most once; null where no reranker is configured.
   *
   * @throws ModelError when it fails, takes too long or says what cannot be read; it is never asked twice
   * @throws the reason of `signal` once it is aborted
   */
  abstract rerank(request: RerankRequest, signal: AbortSignal): Promise<RerankResult[] | null>
}

/** Where no reranker is configured. */
export class NoReranker extends Reranker {
  async rerank(): Promise<null> {
    return null
  }
}

/** Container token: where its calls are booked, like those of embedding models. */
export abstract class RerankMeter extends EmbeddingMeter {}
