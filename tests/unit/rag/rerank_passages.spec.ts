import { test } from '@japa/runner'
import { Secret } from '@adonisjs/core/helpers'

import { CircuitBreaker } from '#ai/circuit_breaker'
import { HttpReranker } from '#ai/drivers/http_reranker'
import { createUpstreamFetch } from '#ai/drivers/upstream_fetch'
import type { EmbeddingCall, EmbeddingEnding } from '#ai/embedding/embedding_meter'
import { ModelError } from '#ai/model_error'
import { PatientReranker } from '#ai/rerank/patient_reranker'
import { NoReranker, RerankMeter, type Reranker } from '#ai/rerank/reranker'
import type { StoredPassage } from '#rag/passage_index'
import { RerankPassages } from '#rag/queries/rerank_passages'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

const KEY = 'rerank-key-c0de'
const PATH = '/v1/rerank'

class RecordingMeter extends RerankMeter {
  readonly ended: { call: EmbeddingCall; ending: EmbeddingEnding }[] = []
  refusal: Error | null = null

  async begin(): Promise<void> {
    if (this.refusal) throw this.refusal
  }

  async end(call: EmbeddingCall, ending: EmbeddingEnding): Promise<void> {
    this.ended.push({ call, ending })
  }
}

const passages = (count: number): StoredPassage[] =>
  Array.from({ length: count }, (_, ordinal) => ({
    ...{ id: `a:${ordinal}`, documentId: 'a', ordinal, header: 'a.txt', place: {}, tokens: 9 },
    text: `text ${ordinal}`,
  }))

test.group('Reranking passages', (group) => {
  let upstream: ScriptableUpstream
  let meter: RecordingMeter
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => {
    upstream.reset()
    upstream.providers.keys.add(KEY)
    meter = new RecordingMeter()
  })

  const given = (changes: { baseUrl?: string; apiKey?: string; timeoutMs?: number } = {}) => {
    const { baseUrl = `${upstream.origin}/v1`, apiKey = KEY, timeoutMs = 2_000 } = changes
    return new HttpReranker({
      connection: {
        ...{ provider: 'server', keyId: null, billedTo: 'operator' },
        ...{ baseUrl, apiKey: new Secret(apiKey) },
      },
      ...{ model: 'rerank-small', fetch: createUpstreamFetch(1_000), timeoutMs },
      meter: async () => meter,
    })
  }

  const run = async (reranker: Reranker, count: number, signal = new AbortController().signal) => {
    const warnings: { err?: unknown }[] = []
    const logger = { warn: (line: object) => void warnings.push(line) } as never
    const rerank = new RerankPassages(reranker, logger)
    const input = { userId: 'ada', question: 'which?', passages: passages(count), signal }
    const order = (await rerank.handle(input)).map(({ ordinal }) => ordinal)
    return { order, warnings }
  }

  test('the best forty are put in order, the others stay behind them', async ({ assert }) => {
    upstream.providers.relevance = (_, text) => Number(/\d+$/.exec(text)?.[0])
    const { order } = await run(given(), 45)
    const best = Array.from({ length: 40 }, (_, at) => 39 - at)
    assert.deepEqual(order, [...best, 40, 41, 42, 43, 44])
    const [request] = upstream.providers.requests
    const body = JSON.parse(request!.body)
    assert.containsSubset(body, { model: 'rerank-small', query: 'which?', top_n: 40 })
    assert.equal(body.documents[3], 'a.txt\n\ntext 3')
    assert.lengthOf(meter.ended, 1)
    assert.containsSubset(meter.ended[0], {
      call: { userId: 'ada', model: 'rerank-small', connection: { billedTo: 'operator' } },
      ending: { type: 'completed', answer: { tokens: 400, costNano: null } },
    })
  })

  test('one that names only some is believed about those', async ({ assert }) => {
    const results = [2, 0].map((index, at) => ({ index, relevance_score: 0.9 - at / 10 }))
    upstream.providers.rerankAnswer = { results, usage: { cost: 0.002 } }
    const { order } = await run(given(), 4)
    assert.deepEqual(order, [2, 0, 1, 3])
    assert.containsSubset(meter.ended[0]!.ending, { answer: { costNano: 2_000_000 } })
  })

  const odd = (results: unknown) => () => void (upstream.providers.rerankAnswer = { results })
  const fault = (status: number) => () => void upstream.providers.faults.set(PATH, { status })
  const failures: [string, () => void][] = [
    ['refuses', fault(401)],
    ['is overloaded', fault(503)],
    ['cuts the connection', () => upstream.providers.faults.set(PATH, { status: 0, cut: true })],
    ['is too slow', () => upstream.providers.faults.set(PATH, { status: 200, delayMs: 1_500 })],
    ['sends a page', () => upstream.providers.faults.set(PATH, { status: 200, body: '<html>' })],
    ['names what was not sent', odd([{ index: 9, relevance_score: 1 }])],
    ['names one twice', odd([0, 0].map((index) => ({ index, relevance_score: 1 })))],
    ['gives no scores', odd([{ index: 0 }])],
    ['gives nothing', odd([])],
  ]
  for (const [what, arrange] of failures) {
    test(`when it ${what}, the order stays and the log says so`, async ({ assert }) => {
      arrange()
      const { order, warnings } = await run(given({ timeoutMs: 600 }), 3)
      assert.deepEqual(order, [0, 1, 2])
      assert.lengthOf(warnings, 1)
      assert.instanceOf(warnings[0]!.err, ModelError)
      assert.notInclude(JSON.stringify(warnings[0]!.err), KEY)
      assert.lengthOf(upstream.providers.requests, 1, 'asked once')
      assert.equal(meter.ended[0]!.ending.type, 'failed')
    })
  }

  test('one that keeps failing is left alone for a while, then tried once', async ({ assert }) => {
    let now = 0
    const circuit = new CircuitBreaker({ failures: 2, pause: 60_000 }, () => now)
    const reranker = new PatientReranker(given({ timeoutMs: 300 }), circuit)
    fault(503)()
    for (let question = 0; question < 4; question++) {
      assert.deepEqual((await run(reranker, 3)).order, [0, 1, 2])
    }
    assert.lengthOf(upstream.providers.requests, 2)
    upstream.providers.faults.clear()
    upstream.providers.relevance = (_, text) => Number(/\d+$/.exec(text)?.[0])
    now = 60_000
    for (let question = 0; question < 2; question++) {
      assert.deepEqual((await run(reranker, 3)).order, [2, 1, 0])
    }
    meter.refusal = new ModelError('BUDGET')
    for (let question = 0; question < 3; question++) await run(reranker, 3)
    meter.refusal = null
    assert.deepEqual((await run(reranker, 3)).order, [2, 1, 0], 'a limit is no fault of its own')
  })

  test('nothing is sent over the limit, nor without a reranker', async ({ assert }) => {
    meter.refusal = new ModelError('BUDGET')
    const { order, warnings } = await run(given(), 3)
    assert.deepEqual(order, [0, 1, 2])
    assert.lengthOf(warnings, 1)
    assert.deepEqual((await run(new NoReranker(), 3)).order, [0, 1, 2])
    assert.isEmpty(upstream.providers.requests)
  })

  test('a stop ends it', async ({ assert }) => {
    upstream.providers.faults.set(PATH, { status: 200, delayMs: 1_000 })
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('stopped')), 100)
    await assert.rejects(() => run(given(), 3, stop.signal), 'stopped')
    assert.equal(meter.ended[0]!.ending.type, 'stopped')
  })
})
