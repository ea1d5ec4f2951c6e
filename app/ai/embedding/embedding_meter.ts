import type { EmbeddingAnswer } from '#ai/embedding/embedding_driver'
import type { Connection } from '#ai/keys/connection'
import type { ModelError } from '#ai/model_error'

/** A call that is about to be sent. */
export interface EmbeddingCall {
  id: string
  userId: string
  modelId: string
  /** The provider's own name of the model. */
  model: string
  connection: Pick<Connection, 'provider' | 'keyId' | 'billedTo'>
  /** Estimate of what is sent. */
  inputTokens: number
}

/** How a call ended: with vectors, with the provider's failure, or because nobody waits any more. */
export type EmbeddingEnding =
  | { type: 'completed'; answer: Pick<EmbeddingAnswer, 'tokens' | 'costNano'>; latencyMs: number }
  | { type: 'failed'; error: ModelError }
  | { type: 'stopped' }

/** Contract and container token: where calls of embedding models are booked. Whoever knows of money implements it. */
export abstract class EmbeddingMeter {
  /**
   * Before anything is sent.
   *
   * @throws ModelError `BUDGET` when the operator pays and today's limit leaves no room
   */
  abstract begin(call: EmbeddingCall): Promise<void>

  abstract end(call: EmbeddingCall, ending: EmbeddingEnding): Promise<void>
}
