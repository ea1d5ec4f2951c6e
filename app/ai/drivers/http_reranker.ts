import { randomUUID } from 'node:crypto'

import { listOf, objectOf } from '#ai/drivers/chunk_facts'
import { postJson } from '#ai/drivers/post_json'
import { failureOf } from '#ai/drivers/upstream_failure'
import type { EmbeddingCall, EmbeddingEnding } from '#ai/embedding/embedding_meter'
import type { Connection } from '#ai/keys/connection'
import { ModelError } from '#ai/model_error'
import { nanoDollars } from '#ai/nano_dollars'
import {
  Reranker,
  type RerankMeter,
  type RerankRequest,
  type RerankResult,
} from '#ai/rerank/reranker'
import { estimateTokens } from '#shared/policies/estimate_tokens'

export interface HttpRerankerSettings {
  connection: Connection
  model: string
  fetch: typeof globalThis.fetch
  /** From the call to the last byte, in milliseconds. */
  timeoutMs: number
  meter: () => Promise<RerankMeter>
}

const MALFORMED = 'The reranker sent what cannot be read'

/** `POST /rerank` as Cohere and Jina have it; llama.cpp, vLLM, Infinity and text-embeddings-inference gateways speak it as well. */
export class HttpReranker extends Reranker {
  constructor(private readonly settings: HttpRerankerSettings) {
    super()
  }

  async rerank(request: RerankRequest, signal: AbortSignal): Promise<RerankResult[]> {
    signal.throwIfAborted()
    const { connection, model } = this.settings
    const { provider, keyId, billedTo } = connection
    const texts = [request.query, ...request.documents]
    const call: EmbeddingCall = {
      ...{ id: randomUUID(), userId: request.userId, modelId: model, model },
      connection: { provider, keyId, billedTo },
      inputTokens: texts.reduce((sum, text) => sum + estimateTokens(text), 0),
    }
    const meter = await this.settings.meter()
    await meter.begin(call)
    const sentAt = performance.now()
    let ending: EmbeddingEnding = { type: 'stopped' }
    try {
      const { results, ...answer } = readAnswer(await this.#ask(request, signal), request)
      const latencyMs = Math.round(performance.now() - sentAt)
      ending = { type: 'completed', answer, latencyMs }
      return results
    } catch (error) {
      if (error instanceof ModelError && !signal.aborted) ending = { type: 'failed', error }
      throw error
    } finally {
      await meter.end(call, ending)
    }
  }

  async #ask({ query, documents, top }: RerankRequest, signal: AbortSignal): Promise<unknown> {
    const { connection, model, fetch, timeoutMs } = this.settings
    const late = AbortSignal.timeout(timeoutMs)
    try {
      const body = { model, query, documents, top_n: top }
      const either = AbortSignal.any([signal, late])
      return await postJson(fetch, connection, '/rerank', body, {
        signal: either,
        malformed: MALFORMED,
      })
    } catch (error) {
      signal.throwIfAborted()
      if (late.aborted) {
        throw new ModelError('TIMEOUT', { detail: 'The reranker did not answer in time' })
      }
      const secrets = connection.apiKey ? [connection.apiKey.release()] : []
      throw failureOf(error, { secrets, conversation: [query, ...documents] })
    }
  }
}

function readAnswer(body: unknown, { documents, top }: RerankRequest) {
  const { results, usage, meta } = objectOf(body)
  const read = listOf(results).map(objectOf)
  const ranked = read.map(({ index, relevance_score: score }): RerankResult => {
    const isPlace =
      Number.isInteger(index) && Number(index) >= 0 && Number(index) < documents.length
    if (!isPlace || typeof score !== 'number' || !Number.isFinite(score)) throw malformed()
    return { index: Number(index), score }
  })
  const isOnce = new Set(ranked.map(({ index }) => index)).size === ranked.length
  if (ranked.length === 0 || !isOnce) throw malformed()
  const { total_tokens: total, cost } = objectOf(usage)
  const { input_tokens: billed } = objectOf(objectOf(meta).billed_units)
  const tokens = [total, billed].find((count) => typeof count === 'number' && count >= 0)
  return {
    results: ranked.toSorted((a, b) => b.score - a.score).slice(0, top),
    tokens: tokens === undefined ? null : Math.round(Number(tokens)),
    costNano: nanoDollars(cost),
  }
}

const malformed = () => new ModelError('PROVIDER', { detail: MALFORMED })
