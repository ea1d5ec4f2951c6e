import type { ApplicationService } from '@adonisjs/core/types'
import { Database } from '@adonisjs/lucid/database'

import { CircuitBreaker } from '#ai/circuit_breaker'
import type { EmbeddingsConfig } from '#ai/embedding/define_embeddings'
import { EmbeddingCache } from '#ai/embedding/embedding_cache'
import { EmbeddingMeter } from '#ai/embedding/embedding_meter'
import { ProviderEmbeddings } from '#ai/embedding/provider_embeddings'
import { EmbeddingGateway } from '#ai/embedding_model'
import { KeyRing } from '#ai/keys/key_ring'
import type { RerankConfig } from '#ai/rerank/define_rerank'
import { PatientReranker } from '#ai/rerank/patient_reranker'
import { NoReranker, Reranker, RerankMeter } from '#ai/rerank/reranker'
import { AnswerAccounts } from '#chat/costs/answer_accounts'
import { MeterEmbeddings } from '#chat/costs/meter_embeddings'
import { MainDatabase } from '#core/database'

/** The way to embedding models and to a reranker, and where their calls are booked. */
export default class EmbeddingsProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    const { container, config } = this.app
    container.singleton(EmbeddingMeter, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const accounts = await resolver.make(AnswerAccounts)
      return new MeterEmbeddings(database, accounts, await resolver.make('logger'))
    })
    container.singleton(RerankMeter, async (resolver) => {
      const database = await resolver.make(MainDatabase)
      const accounts = await resolver.make(AnswerAccounts)
      return new MeterEmbeddings(database, accounts, await resolver.make('logger'), 'rerank')
    })
    container.singleton(Reranker, async () => {
      const { server, timeouts, circuit } = config.get<RerankConfig>('rerank')
      if (!server) return new NoReranker()
      const { HttpReranker } = await import('#ai/drivers/http_reranker')
      const { createUpstreamFetch } = await import('#ai/drivers/upstream_fetch')
      const fetch = createUpstreamFetch(timeouts.connect)
      const meter = () => container.make(RerankMeter)
      const reranker = new HttpReranker({ ...server, fetch, timeoutMs: timeouts.call, meter })
      return new PatientReranker(reranker, new CircuitBreaker(circuit, Date.now))
    })
    container.singleton(EmbeddingGateway, async (resolver) => {
      const { settings, timeouts } = config.get<EmbeddingsConfig>('embeddings')
      const { HttpEmbeddings } = await import('#ai/drivers/http_embeddings')
      const { createUpstreamFetch } = await import('#ai/drivers/upstream_fetch')
      const fetch = createUpstreamFetch(timeouts.connect)
      return new ProviderEmbeddings({
        settings,
        keyRing: () => container.make(KeyRing),
        meter: () => container.make(EmbeddingMeter),
        driver: new HttpEmbeddings({ fetch, timeoutMs: timeouts.call }),
        cache: new EmbeddingCache(await resolver.make(Database), () => Date.now()),
        logger: await resolver.make('logger'),
      })
    })
  }
}
