import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@adonisjs/core/logger'

import { batchesOf } from '#ai/embedding/batches'
import type { EmbeddingCache } from '#ai/embedding/embedding_cache'
import type { EmbeddingAnswer, EmbeddingDriver } from '#ai/embedding/embedding_driver'
import type { EmbeddingCall, EmbeddingMeter } from '#ai/embedding/embedding_meter'
import {
  EmbeddingGateway,
  type EmbeddingModelRef,
  type EmbeddingRequest,
  type Embeddings,
} from '#ai/embedding_model'
import type { Connection } from '#ai/keys/connection'
import type { KeyRing } from '#ai/keys/key_ring'
import { ModelError } from '#ai/model_error'
import { modelIdOf, type ModelRef, parseModelId } from '#shared/model_id'
import { estimateTokens } from '#shared/policies/estimate_tokens'

export interface EmbeddingSettings {
  /** The operator's own server for vectors, which then serves everybody; null without one. */
  server: { connection: Connection; model: string } | null
  /** Asked over a person's key or the operator's, in this order. */
  candidates: readonly ModelRef[]
  batch: { texts: number; characters: number }
  /** Longer texts are cut: models refuse, or cut themselves, what is beyond their window. */
  longestText: number
  /** Calls of one request under way together. */
  concurrency: number
  retry: { attempts: number; pause: number; longestPause: number }
}

interface Dependencies {
  settings: EmbeddingSettings
  /** Resolved at each call, so that tests may put others in their places. */
  keyRing: () => Promise<KeyRing>
  meter: () => Promise<EmbeddingMeter>
  driver: EmbeddingDriver
  cache: EmbeddingCache
  logger: Logger
}

/** Embedding models of providers: the operator's server, else the person's key, else the operator's. */
export class ProviderEmbeddings extends EmbeddingGateway {
  constructor(private readonly dependencies: Dependencies) {
    super()
  }

  async modelFor(userId: string): Promise<EmbeddingModelRef | null> {
    const { server, candidates } = this.dependencies.settings
    if (server) return refOf({ provider: 'server', name: server.model })
    const keyRing = await this.dependencies.keyRing()
    for (const ref of candidates) if (await keyRing.connect(userId, ref)) return refOf(ref)
    return null
  }

  async modelNamed(userId: string, id: string): Promise<EmbeddingModelRef | null> {
    const ref = parseModelId(id)
    if (ref.provider === 'server') return this.dependencies.settings.server ? refOf(ref) : null
    const connection = await (await this.dependencies.keyRing()).connect(userId, ref)
    return connection?.baseUrl ? refOf(ref) : null
  }

  async embed(request: EmbeddingRequest, signal: AbortSignal): Promise<Embeddings> {
    signal.throwIfAborted()
    const { settings, cache } = this.dependencies
    const { userId, model, source = '' } = request
    const texts = request.texts.map((text) => text.slice(0, settings.longestText))
    const keys = texts.map((text) => cache.keyOf(userId, model.id, text))
    const known = await this.#known(keys)
    const missing = new Map(keys.map((key, at) => [key, texts[at]!]))
    for (const key of known.keys()) missing.delete(key)

    const work = batchesOf([...missing], settings.batch).values()
    const spent: Embeddings = { vectors: [], tokens: 0, costNano: 0 }
    const failed = new AbortController()
    const either = AbortSignal.any([signal, failed.signal])
    const takeBatches = async () => {
      for (const batch of work) {
        const asked = batch.map(([, text]) => text)
        const { vectors, ...cost } = await this.#embedBatch({ userId, model }, asked, either)
        const made = batch.map(([key], at): [string, Float32Array] => [key, vectors[at]!])
        for (const [key, vector] of made) known.set(key, vector)
        await this.#remember({ userId, source }, made)
        spent.tokens += cost.tokens ?? 0
        const isKnown = spent.costNano !== null && cost.costNano !== null
        spent.costNano = isKnown ? spent.costNano! + cost.costNano! : null
      }
    }
    const workers = Array.from({ length: settings.concurrency }, () =>
      takeBatches().catch((error: unknown) => {
        // Nobody wants what the others would still pay for.
        failed.abort(error)
        throw error
      })
    )
    await Promise.allSettled(workers)
    either.throwIfAborted()
    return { ...spent, vectors: keys.map((key) => known.get(key)!) }
  }

  forget(userId: string, sources?: readonly string[]): Promise<void> {
    return this.dependencies.cache.forget(userId, sources)
  }

  /** One batch until it is there or the provider has failed too often. */
  async #embedBatch(
    of: Pick<EmbeddingRequest, 'userId' | 'model'>,
    texts: readonly string[],
    signal: AbortSignal
  ): Promise<EmbeddingAnswer> {
    const { attempts, pause, longestPause } = this.dependencies.settings.retry
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#call(of, texts, signal)
      } catch (error) {
        const asked = error instanceof ModelError ? (error.retryAfterMs ?? 0) : 0
        const isFinal = !(error instanceof ModelError) || !error.isRetryable || attempt >= attempts
        if (isFinal || asked > longestPause) throw error
        const jitter = 0.75 + Math.random() / 2
        await sleep(Math.max(asked, pause * 2 ** (attempt - 1) * jitter), undefined, { signal })
      }
    }
  }

  async #call(
    { userId, model }: Pick<EmbeddingRequest, 'userId' | 'model'>,
    texts: readonly string[],
    signal: AbortSignal
  ): Promise<EmbeddingAnswer> {
    const connection = await this.#connect(userId, model.ref)
    const { provider, keyId, billedTo } = connection
    const meter = await this.dependencies.meter()
    const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0)
    const call: EmbeddingCall = {
      ...{ id: randomUUID(), userId, modelId: model.id, model: model.ref.name, inputTokens },
      connection: { provider, keyId, billedTo },
    }
    await meter.begin(call)
    const sentAt = performance.now()
    try {
      const answer = await this.dependencies.driver.embed(connection, model.ref.name, texts, signal)
      const latencyMs = Math.round(performance.now() - sentAt)
      await meter.end(call, { type: 'completed', answer, latencyMs })
      return answer
    } catch (error) {
      const isFailure = error instanceof ModelError && !signal.aborted
      await meter.end(call, isFailure ? { type: 'failed', error } : { type: 'stopped' })
      if (isFailure && error.code === 'AUTH' && keyId !== null) {
        await (await this.dependencies.keyRing()).markRejected(keyId)
      }
      throw error
    }
  }

  async #connect(userId: string, ref: ModelRef): Promise<Connection> {
    const { server } = this.dependencies.settings
    if (ref.provider === 'server' && server) return server.connection
    const connection = await (await this.dependencies.keyRing()).connect(userId, ref)
    if (!connection?.baseUrl) {
      throw new ModelError('AUTH', { detail: 'There is no key for the embedding model any more' })
    }
    return connection
  }

  /** A cache that fails costs money, not the answer. */
  async #known(keys: readonly string[]): Promise<Map<string, Float32Array>> {
    try {
      return await this.dependencies.cache.read(keys)
    } catch (error) {
      this.dependencies.logger.warn({ err: error }, 'cached embeddings not read')
      return new Map()
    }
  }

  async #remember(
    owner: { userId: string; source: string },
    entries: [string, Float32Array][]
  ): Promise<void> {
    try {
      await this.dependencies.cache.write(owner, entries)
    } catch (error) {
      this.dependencies.logger.warn({ err: error }, 'embeddings not cached')
    }
  }
}

const refOf = (ref: ModelRef): EmbeddingModelRef => ({ id: modelIdOf(ref), ref })
