import type { ModelRef } from '#shared/model_id'

/** A model that turns text into vectors, as one person reaches it. */
export interface EmbeddingModelRef {
  /** As `modelIdOf` writes it, for example `openrouter:openai/text-embedding-3-small`: vectors of one id can be compared. */
  id: string
  ref: ModelRef
}

export interface EmbeddingRequest {
  userId: string
  model: EmbeddingModelRef
  texts: readonly string[]
  /** What the texts are of, for example a document's id: see `forget`. */
  source?: string
}

export interface Embeddings {
  /** One for each text, in their order; all of one length. */
  vectors: Float32Array[]
  /** Tokens that were sent and paid for; texts that were known already cost none. */
  tokens: number
  /** Nano-dollars, as the provider reported it; null when it did not, 0 when nothing had to be asked. */
  costNano: number | null
}

/** Contract and container token: the way to embedding models. */
export abstract class EmbeddingGateway {
  /** The model that serves this person: for their documents, and for their questions of them. Null when there is none. */
  abstract modelFor(userId: string): Promise<EmbeddingModelRef | null>

  /** A model by its id, be it no longer the one that serves this person; null when it cannot be asked any more. */
  abstract modelNamed(userId: string, id: string): Promise<EmbeddingModelRef | null>

  /**
   * Vectors of texts. Texts go out in batches, what was embedded before comes from a cache, and every call is bounded in time.
   *
   * @throws ModelError when the provider fails for good; what was embedded until then is in the cache
   * @throws the reason of `signal` once it is aborted
   */
  abstract embed(request: EmbeddingRequest, signal: AbortSignal): Promise<Embeddings>

  /** Removes what is kept of these sources, of everything this person had embedded without any named. */
  abstract forget(userId: string, sources?: readonly string[]): Promise<void>
}
