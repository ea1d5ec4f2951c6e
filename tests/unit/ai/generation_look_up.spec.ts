import { Secret } from '@adonisjs/core/helpers'
import type { Connection } from '#ai/keys/connection'
import { GenerationLookUp } from '#ai/look_up/generation_look_up'
import type { ProviderFault } from '#tests/support/upstream/provider_api'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { test } from '@japa/runner'

const KEY = 'sk-or-v1-of-this-test'
const ID = 'gen-1790000000-Ab/c?d'
const PATH = '/api/v1/generation'

const record = {
  total_cost: 0.001234567,
  tokens_prompt: 10,
  tokens_completion: 20,
  native_tokens_prompt: 14,
  native_tokens_completion: 26,
  native_tokens_reasoning: 8,
  native_tokens_cached: 4,
}

test.group('Generation look-up', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => {
    upstream.reset()
    upstream.providers.keys.add(KEY)
    upstream.providers.generations.set(ID, { key: KEY, record })
  })

  const ask = (rest: Partial<Connection> = {}, timeoutMs = 2_000) =>
    new GenerationLookUp(timeoutMs).handle(
      {
        ...{ provider: 'openrouter', keyId: 'k', billedTo: 'own_key' },
        ...{ baseUrl: `${upstream.origin}/api/v1`, apiKey: new Secret(KEY) },
        ...rest,
      },
      ID
    )
  const askWith = (fault: ProviderFault, timeoutMs?: number) => {
    upstream.providers.faults.set(PATH, fault)
    return ask({}, timeoutMs)
  }

  test('finds the cost and the tokens as they are billed, with the key and the id of the answer', async ({
    assert,
  }) => {
    assert.deepEqual(await ask(), {
      type: 'found',
      costNano: 1_234_567,
      usage: { inputTokens: 14, outputTokens: 26, cachedTokens: 4, reasoningTokens: 8 },
    })
    const [request] = upstream.providers.requests
    assert.equal(request!.headers.authorization, `Bearer ${KEY}`)
    assert.equal(request!.url, `${PATH}?id=${encodeURIComponent(ID)}`)
  })

  test('takes the other counts where there are no native ones, and none for halves', async ({
    assert,
  }) => {
    const { total_cost: cost, tokens_prompt: input, tokens_completion: output } = record
    const found = (body: object) => askWith({ status: 200, body: { data: body } })
    const counted = { total_cost: cost, tokens_prompt: input, tokens_completion: output }
    assert.deepInclude(await found(counted), {
      usage: { inputTokens: 10, outputTokens: 20, cachedTokens: 0, reasoningTokens: 0 },
    })
    assert.deepEqual(await found({ total_cost: 0, native_tokens_prompt: 5 }), {
      ...{ type: 'found', costNano: 0, usage: null },
    })
  })

  test('a record that is not there yet is asked for later', async ({ assert }) => {
    upstream.providers.generations.clear()
    assert.deepEqual(await ask(), { type: 'not_ready' })
  })

  test('a busy or failing provider is asked later, not before it wants', async ({ assert }) => {
    for (const status of [408, 429, 500, 502, 503, 524]) {
      assert.deepEqual(await askWith({ status }), { type: 'not_ready' }, String(status))
    }
    const headers = { 'retry-after': '7' }
    const limited = await askWith({ status: 429, headers })
    assert.deepEqual(limited, { type: 'not_ready', retryAfterMs: 7_000 })
  })

  test('a refused key and a wrong request end it', async ({ assert }) => {
    const refused = await ask({ apiKey: new Secret('sk-or-v1-another') })
    assert.deepEqual(refused, { type: 'impossible' })
    for (const status of [400, 401, 402, 403, 410]) {
      assert.deepEqual(await askWith({ status }), { type: 'impossible' }, String(status))
    }
  })

  test('silence ends in time, and a broken connection is no answer', async ({ assert }) => {
    const startedAt = performance.now()
    const late = await askWith({ status: 200, body: { data: record }, delayMs: 1_500 }, 60)
    assert.deepEqual(late, { type: 'not_ready' })
    assert.isBelow(performance.now() - startedAt, 1_000)
    assert.deepEqual(await askWith({ status: 200, cut: true }), { type: 'not_ready' })
    assert.deepEqual(await ask({ baseUrl: 'http://127.0.0.1:1/api/v1' }), { type: 'not_ready' })
  })

  test('nonsense is not taken for a cost', async ({ assert }) => {
    const bodies = [
      '<html>Bad gateway</html>',
      ...['', 'null', '[]', '{"data":'],
      { data: null },
      { data: {} },
      ...[-1, 'much', null, {}, 1e300].map((cost) => ({ data: { ...record, total_cost: cost } })),
      // Larger than any record.
      { data: { ...record, padding: 'x'.repeat(200_000) } },
    ]
    for (const body of bodies) {
      const result = await askWith({ status: 200, body })
      assert.deepEqual(result, { type: 'not_ready' }, JSON.stringify(body).slice(0, 80))
    }
  })

  test('a redirect is not followed, key in hand', async ({ assert }) => {
    const elsewhere = await ScriptableUpstream.start()
    const headers = { location: `${elsewhere.origin}${PATH}` }
    assert.deepEqual(await askWith({ status: 302, headers }), { type: 'not_ready' })
    assert.lengthOf(elsewhere.providers.requests, 0)
    await elsewhere.close()
  })

  test('only those that keep records are asked', async ({ assert }) => {
    for (const provider of [
      'openai',
      'anthropic',
      'google',
      'custom',
      'local',
      'server',
    ] as const) {
      assert.deepEqual(await ask({ provider }), { type: 'impossible' }, provider)
    }
    assert.lengthOf(upstream.providers.requests, 0)
  })
})
