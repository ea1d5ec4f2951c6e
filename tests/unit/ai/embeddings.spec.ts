import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { Secret } from '@adonisjs/core/helpers'
import { Database } from '@adonisjs/lucid/database'

import { HttpEmbeddings } from '#ai/drivers/http_embeddings'
import { createUpstreamFetch } from '#ai/drivers/upstream_fetch'
import { EmbeddingCache } from '#ai/embedding/embedding_cache'
import {
  type EmbeddingCall,
  type EmbeddingEnding,
  EmbeddingMeter,
} from '#ai/embedding/embedding_meter'
import { type EmbeddingSettings, ProviderEmbeddings } from '#ai/embedding/provider_embeddings'
import { ModelError } from '#ai/model_error'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { wordVector } from '#tests/support/upstream/provider_api'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

const KEY = 'sk-or-v1-embeddings-c0de'
const PATH = '/api/v1/embeddings'
const signal = new AbortController().signal

class RecordingMeter extends EmbeddingMeter {
  readonly calls: { call: EmbeddingCall; ending?: EmbeddingEnding }[] = []
  refusal: Error | null = null

  async begin(call: EmbeddingCall): Promise<void> {
    if (this.refusal) throw this.refusal
    this.calls.push({ call })
  }

  async end({ id }: EmbeddingCall, ending: EmbeddingEnding): Promise<void> {
    this.calls.find(({ call }) => call.id === id)!.ending = ending
  }
}

test.group('Embeddings', (group) => {
  let upstream: ScriptableUpstream
  let meter: RecordingMeter
  let keyRing: ScriptedKeyRing
  let userId: string
  let people = 0

  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => {
    upstream.reset()
    upstream.providers.keys.add(KEY)
    meter = new RecordingMeter()
    const connection = { baseUrl: `${upstream.origin}/api/v1`, apiKey: new Secret(KEY) }
    keyRing = new ScriptedKeyRing({ openrouter: connection })
    userId = `person-${people++}`
  })

  const given = async (changes: Partial<EmbeddingSettings> = {}, timeoutMs = 5_000) => {
    const settings: EmbeddingSettings = {
      server: null,
      candidates: [
        { provider: 'openrouter', name: 'vendor/embed' },
        { provider: 'openai', name: 'embed' },
      ],
      batch: { texts: 2, characters: 1_000 },
      longestText: 500,
      concurrency: 2,
      retry: { attempts: 3, pause: 1, longestPause: 50 },
      ...changes,
    }
    const database = await app.container.make(Database)
    const gateway = new ProviderEmbeddings({
      ...{ settings, logger, keyRing: async () => keyRing, meter: async () => meter },
      driver: new HttpEmbeddings({ fetch: createUpstreamFetch(1_000), timeoutMs }),
      cache: new EmbeddingCache(database, () => Date.now()),
    })
    const embed = async (texts: string[], more: { source?: string; signal?: AbortSignal } = {}) => {
      const model = (await gateway.modelFor(userId))!
      const { source, signal: own = signal } = more
      return gateway.embed({ userId, model, texts, source }, own)
    }
    return { gateway, embed }
  }
  const bodies = () => upstream.providers.requests.map(({ body }) => JSON.parse(body))
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'no failure',
      (error: unknown) => (error instanceof ModelError ? error.code : error)
    )

  test('asks in batches, keeps the order, and says what it cost', async ({ assert }) => {
    const { embed, gateway } = await given()
    const texts = ['one', 'two words', 'three', 'one', 'four']
    const { vectors, tokens, costNano } = await embed(texts)
    assert.deepEqual(
      vectors,
      texts.map((text) => Float32Array.from(wordVector(text)))
    )
    assert.deepEqual(
      bodies().map(({ input }) => input),
      [
        ['one', 'two words'],
        ['three', 'four'],
      ]
    )
    assert.deepEqual([tokens, costNano], [5, 100])
    assert.equal((await gateway.modelFor(userId))?.id, 'openrouter:vendor/embed')
    assert.equal(meter.calls.length, 2)
    assert.containsSubset(meter.calls, [
      { call: { userId, connection: { billedTo: 'own_key' } }, ending: { type: 'completed' } },
    ])
  })

  test('never asks twice for the same text, until it is forgotten', async ({ assert }) => {
    const { embed, gateway } = await given()
    await embed(['one', 'two'], { source: 'document' })
    const again = await embed(['two', 'one'])
    assert.deepEqual([again.tokens, again.costNano], [0, 0])
    assert.deepEqual(again.vectors[0], Float32Array.from(wordVector('two')))
    assert.lengthOf(bodies(), 1)
    await gateway.forget(userId, ['another document'])
    await embed(['one'])
    assert.lengthOf(bodies(), 1)
    await gateway.forget(userId, ['document'])
    await embed(['one'])
    assert.lengthOf(bodies(), 2)
    userId = `${userId}-somebody-else`
    await embed(['one'])
    assert.lengthOf(bodies(), 3, 'what one person embedded is nobody else’s')
  })

  test('who has no way to a model has none', async ({ assert }) => {
    keyRing = new ScriptedKeyRing({})
    assert.isNull(await (await given()).gateway.modelFor(userId))
    keyRing = new ScriptedKeyRing({ openai: {} })
    assert.equal((await (await given()).gateway.modelFor(userId))?.id, 'openai:embed')
  })

  test('the operator’s own server serves everybody, also without a key', async ({ assert }) => {
    keyRing = new ScriptedKeyRing({})
    const facts = { provider: 'server', keyId: null, billedTo: 'operator' } as const
    const connection = { ...facts, baseUrl: upstream.url, apiKey: null }
    const { embed, gateway } = await given({ server: { connection, model: 'nomic' } })
    assert.equal((await gateway.modelFor(userId))?.id, 'nomic')
    const { vectors, costNano } = await embed(['one'])
    assert.lengthOf(vectors, 1)
    assert.isNull(costNano)
    assert.isUndefined(upstream.providers.requests[0]!.headers.authorization)
  })

  test('tries again what may work, and not what cannot', async ({ assert }) => {
    const { embed } = await given()
    upstream.providers.faults.set(PATH, { status: 503 })
    assert.equal(await codeOf(embed(['one'])), 'PROVIDER')
    assert.lengthOf(bodies(), 3)
    upstream.providers.faults.set(PATH, { status: 429, headers: { 'retry-after': '60' } })
    assert.equal(await codeOf(embed(['one'])), 'RATE_LIMIT')
    assert.lengthOf(bodies(), 4, 'a minute is longer than anybody waits')
    upstream.providers.faults.set(PATH, { status: 400, body: { error: { message: 'no' } } })
    assert.equal(await codeOf(embed(['one'])), 'VALIDATION')
    assert.lengthOf(bodies(), 5)
    upstream.providers.faults.delete(PATH)
    assert.lengthOf((await embed(['one'])).vectors, 1)
    assert.deepEqual(
      meter.calls.map(({ ending }) => ending?.type),
      [...Array<string>(5).fill('failed'), 'completed']
    )
  })

  test('a refused key is marked, and is in no error', async ({ assert }) => {
    upstream.providers.keys.clear()
    const { embed } = await given()
    const error = await embed(['one']).catch((failure: unknown) => failure)
    assert.equal((error as ModelError).code, 'AUTH')
    assert.notInclude(String(error), KEY)
    assert.deepEqual(keyRing.rejected, ['key-openrouter'])
  })

  test('a silent, a closing and a babbling provider are failures', async ({ assert }) => {
    const { embed } = await given({ retry: { attempts: 1, pause: 1, longestPause: 1 } }, 100)
    const { providers } = upstream
    providers.faults.set(PATH, { status: 200, delayMs: 2_000 })
    assert.equal(await codeOf(embed(['one'])), 'TIMEOUT')
    providers.faults.set(PATH, { status: 200, cut: true })
    assert.equal(await codeOf(embed(['one'])), 'PROVIDER')
    const row = (embedding: unknown, index = 0) => ({ index, embedding })
    const wrong = [
      ...['no JSON', {}, { data: [] }, { data: [row([])] }, { data: [row([1, 'x'])] }],
      ...[{ data: [row([1]), row([1], 1)] }, { error: { message: 'hidden' } }],
    ]
    for (const body of wrong) {
      providers.faults.set(PATH, { status: 200, body })
      assert.equal(await codeOf(embed(['one'])), 'PROVIDER', JSON.stringify(body))
    }
    providers.faults.set(PATH, { status: 200, body: { data: [row([1, 2]), row([1], 1)] } })
    assert.equal(await codeOf(embed(['one', 'two'])), 'PROVIDER', 'two lengths')
  })

  test('a stop ends it; what was made until then is kept', async ({ assert }) => {
    const { embed } = await given({ concurrency: 1 })
    const stop = new AbortController()
    upstream.providers.embed = (text) => {
      if (text === 'three') stop.abort(new Error('stopped'))
      return wordVector(text)
    }
    await assert.rejects(() => embed(['one', 'two', 'three'], { signal: stop.signal }), 'stopped')
    assert.equal(meter.calls.at(-1)?.ending?.type, 'stopped')
    await embed(['one', 'two'])
    assert.lengthOf(bodies(), 2)
  })

  test('nothing is sent when the money is over, and no text is too long', async ({ assert }) => {
    const { embed } = await given()
    await embed(['x'.repeat(10_000)])
    assert.lengthOf(bodies()[0].input[0], 500)
    meter.refusal = new ModelError('BUDGET')
    assert.equal(await codeOf(embed(['one'])), 'BUDGET')
    assert.lengthOf(bodies(), 1)
    assert.lengthOf((await embed([])).vectors, 0)
  })
})
