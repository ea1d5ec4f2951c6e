import type { Connection } from '#ai/keys/connection'

/** What one call gave. */
export interface EmbeddingAnswer {
  vectors: Float32Array[]
  /** As the provider counted them; null when it did not. */
  tokens: number | null
  /** Nano-dollars as reported; null when not. */
  costNano: number | null
}

/** Contract of whatever makes vectors: asks once, with the texts of one batch, and never retries. */
export abstract class EmbeddingDriver {
  /**
   * @throws ModelError when the provider fails, times out, or gives other than one vector of one length for each text
   * @throws the reason of `signal` once it is aborted
   */
  abstract embed(
    connection: Connection,
    model: string,
    texts: readonly string[],
    signal: AbortSignal
  ): Promise<EmbeddingAnswer>
}
