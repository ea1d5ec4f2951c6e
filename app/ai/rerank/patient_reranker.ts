import type { CircuitBreaker } from '#ai/circuit_breaker'
import { ModelError } from '#ai/model_error'
import { Reranker, type RerankRequest, type RerankResult } from '#ai/rerank/reranker'

/** Asks another reranker unless that has just failed several times: one that hangs must not cost every question its time-out. */
export class PatientReranker extends Reranker {
  constructor(
    private readonly reranker: Reranker,
    private readonly circuit: CircuitBreaker
  ) {
    super()
  }

  /** Also null while nothing is asked. */
  async rerank(request: RerankRequest, signal: AbortSignal): Promise<RerankResult[] | null> {
    const entry = this.circuit.enter('')
    if ('retryAfterMs' in entry) return null
    const { pass } = entry
    try {
      const results = await this.reranker.rerank(request, signal)
      pass.succeeded()
      return results
    } catch (error) {
      if (isItsFault(error) && !signal.aborted) pass.failed()
      throw error
    } finally {
      pass.released()
    }
  }
}

/** Today's limit of the operator says nothing of the reranker. */
const isItsFault = (error: unknown) => error instanceof ModelError && error.code !== 'BUDGET'
