import type { EmbeddingGateway } from '#ai/embedding_model'

/** Vectors of some texts, in their order, and what made them. */
export interface Embedded {
  /** Names model and dimension: vectors of different names are never compared. */
  model: string
  vectors: Float32Array[]
}

/**
 * Turns passages into vectors over whatever embedding model a person has; null when there is none.
 *
 * @throws when the model exists and fails
 */
export type EmbedPassages = (
  userId: string,
  texts: readonly string[],
  signal: AbortSignal
) => Promise<Embedded | null>

/** Over the embedding model that the person has. */
export function embedWith(embeddings: EmbeddingGateway): EmbedPassages {
  return async (userId, texts, signal) => {
    const model = await embeddings.modelFor(userId)
    if (!model) return null
    const { vectors } = await embeddings.embed({ userId, model, texts }, signal)
    return { model: model.id, vectors }
  }
}
