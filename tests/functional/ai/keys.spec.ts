import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

import { KeyRing } from '#ai/keys/key_ring'
import { MainDatabase } from '#core/database'
import {
  bootstrapOf,
  forgetConnections,
  givenVisitor,
  readAnswer,
  saveKey,
  stageProviders,
} from '#tests/support/provider_stage'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import type { Visitor } from '#tests/support/visitor'

const KEY = 'sk-or-v1-first-key-of-test-8f2c'

test.group('Keys | saved only if they work', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    const stage = await stageProviders()
    upstream = stage.upstream
    return stage.close
  })
  group.each.setup(async () => {
    upstream.reset()
    await forgetConnections()
  })

  test('an OpenRouter key is checked, stored without being readable, and reaches its models', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    upstream.providers.keys.add(KEY)
    upstream.providers.keyFacts = {
      label: 'Laptop',
      limit: 20,
      limit_remaining: 12.4,
      usage_monthly: 9.99,
    }
    upstream.providers.stockCatalogue(10)
    const { status, id } = await saveKey(visitor, { provider: 'openrouter', apiKey: ` ${KEY}\n` })
    assert.equal(status, 200)

    const bootstrap = await bootstrapOf(visitor)
    assert.deepEqual(bootstrap.keys, [{ id, provider: 'openrouter', hint: '8f2c', isActive: true }])
    assert.lengthOf(bootstrap.models, 10)
    assert.isTrue(bootstrap.models.every(({ id }) => id.startsWith('openrouter:')))

    const ring = await app.container.make(KeyRing)
    const connection = await ring.connect(bootstrap.user.id, {
      provider: 'openrouter',
      name: 'any',
    })
    assert.equal(connection?.apiKey?.release(), KEY)
    assert.equal(connection?.billedTo, 'own_key')
    const database = await app.container.make(MainDatabase)
    const row = await database.run((sqlite) => sqlite.prepare('SELECT * FROM user_models').get())
    assert.notInclude(JSON.stringify(row), KEY)
    assert.containSubset(row, {
      label: 'Laptop',
      limits: '{"limitNano":20000000000,"remainingNano":12400000000,"monthNano":9990000000}',
    })
  })

  const providers = [
    ['openrouter', '/api/v1/key', 'OpenRouter'],
    ['openai', '/v1/models', 'OpenAI'],
    ['anthropic', '/v1/models', 'Anthropic'],
    ['google', '/v1beta/models', 'Google'],
  ] as const

  for (const [provider, path, title] of providers) {
    test(`${title} says no, or nothing, or nonsense: a sentence, and nothing is stored`, async ({
      assert,
    }) => {
      const visitor = await givenVisitor()
      const fails = async (sentence: RegExp) => {
        const { status, message } = await saveKey(visitor, { provider, apiKey: KEY })
        assert.equal(status, 422)
        assert.match(message!, sentence)
        assert.notInclude(message!, KEY)
      }
      await fails(new RegExp(`^${title} does not accept this key.*Nothing was saved`))
      upstream.providers.keys.add(KEY)
      const faults = [
        [{ status: 500, body: `<html>${KEY}</html>` }, /error 500/],
        [{ status: 429 }, /limiting requests/],
        [
          { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
          /points to another address/,
        ],
        [{ status: 200, body: 'not json' }, /not with a list this Loft can read/],
        [{ status: 200, body: [1, null] }, /not with a list this Loft can read/],
        [{ status: 200, cut: true }, /could not be reached/],
      ] as const
      for (const [fault, sentence] of faults) {
        upstream.providers.faults.set(path, fault as never)
        await fails(sentence)
      }
      assert.isEmpty((await bootstrapOf(visitor)).keys)
    })
  }

  test('what is no key is not sent to anybody', async ({ assert }) => {
    const visitor = await givenVisitor()
    const bodies = [
      {},
      { provider: 'openai' },
      { provider: 'openai', apiKey: '' },
      { provider: 'nobody', apiKey: KEY },
      { provider: 'openai', apiKey: 'two words' },
      { provider: 'openai', apiKey: 'línea-nueva-key' },
      { provider: 'openai', apiKey: 'x'.repeat(501) },
      { provider: 'openai', apiKey: { a: 1 } },
      { provider: ['openai'], apiKey: KEY },
      { provider: 'custom', apiKey: KEY },
      { provider: 'server', apiKey: KEY },
      { provider: 'custom', baseUrl: 'ftp://x', apiKey: KEY },
      { provider: 'custom', baseUrl: 'http://127.0.0.1:1/v1' },
      { provider: 'custom', baseUrl: 'http://localhost:1' },
      { provider: 'openai', apiKey: `${KEY}\r\nx-evil: 1` },
    ]
    for (const body of bodies) {
      const { status, message } = await saveKey(visitor, body)
      assert.equal(status, 422, JSON.stringify(body))
      assert.isString(message)
    }
    assert.isEmpty(upstream.providers.requests)
  }).timeout(30_000)

  test('nobody is told more than the last four characters; a second key of a provider replaces the first', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    const other = 'sk-or-v1-second-key-of-test-77aa'
    for (const key of [KEY, other]) upstream.providers.keys.add(key)
    const first = await saveKey(visitor, { provider: 'openrouter', apiKey: KEY })
    const second = await saveKey(visitor, { provider: 'openrouter', apiKey: other })
    assert.equal(first.id, second.id)
    const { keys, user } = await bootstrapOf(visitor)
    assert.deepEqual(
      keys.map(({ hint }) => hint),
      ['77aa']
    )
    const ring = await app.container.make(KeyRing)
    const connection = await ring.connect(user.id, { provider: 'openrouter', name: 'any' })
    assert.equal(connection?.apiKey?.release(), other)
  })

  test('a key is checked again, marked rejected, switched off and removed', async ({ assert }) => {
    const visitor = await givenVisitor()
    upstream.providers.keys.add(KEY)
    upstream.providers.openAiModels = [
      'gpt-5-mini',
      'gpt-5-mini-tts',
      'text-embedding-3-small',
      'o4-mini',
      'bad name',
    ]
    const { id } = await saveKey(visitor, { provider: 'openai', apiKey: KEY })
    const idsOf = async () => (await bootstrapOf(visitor)).models.map((model) => model.id)
    assert.sameMembers(await idsOf(), ['openai:gpt-5-mini', 'openai:o4-mini'])

    upstream.providers.keys.clear()
    const rejected = await readAnswer(await visitor.post(`/keys/${id}/check`))
    assert.equal(rejected.status, 422)
    assert.match(rejected.message!, /^OpenAI does not accept this key/)
    assert.isTrue((await pageOf(visitor)).keys[0].isRejected)
    // The models stay: asking one tells what is wrong, instead of the model having gone.
    assert.include(await idsOf(), 'openai:gpt-5-mini')

    upstream.providers.keys.add(KEY)
    assert.equal((await visitor.post(`/keys/${id}/check`)).status, 200)
    assert.isFalse((await pageOf(visitor)).keys[0].isRejected)

    const off = JSON.stringify({ isActive: false })
    assert.equal((await visitor.patch(`/keys/${id}`, off)).status, 204)
    assert.deepEqual(await idsOf(), ['demo'])
    const ring = await app.container.make(KeyRing)
    const { user } = await bootstrapOf(visitor)
    assert.isNull(await ring.connect(user.id, { provider: 'openai', name: 'gpt-5-mini' }))
    assert.equal((await visitor.patch(`/keys/${id}`, '{"isActive":"yes"}')).status, 422)

    assert.equal((await visitor.delete(`/keys/${id}`)).status, 204)
    assert.equal((await visitor.delete(`/keys/${id}`)).status, 204)
    assert.isEmpty((await bootstrapOf(visitor)).keys)
    assert.equal((await visitor.post(`/keys/${id}/check`)).status, 404)
  })

  test('somebody else’s key is not there', async ({ assert }) => {
    const [owner, stranger] = [await givenVisitor(), await givenVisitor()]
    upstream.providers.keys.add(KEY)
    upstream.providers.openAiModels = ['gpt-5-mini']
    const { id } = await saveKey(owner, { provider: 'openai', apiKey: KEY })
    const asked = upstream.providers.requests.length

    assert.equal((await stranger.post(`/keys/${id}/check`)).status, 404)
    assert.equal((await stranger.patch(`/keys/${id}`, '{"isActive":false}')).status, 404)
    assert.equal((await stranger.delete(`/keys/${id}`)).status, 204)
    assert.lengthOf(upstream.providers.requests, asked)
    assert.isEmpty((await bootstrapOf(stranger)).keys)
    assert.deepEqual(
      (await bootstrapOf(owner)).keys.map(({ isActive }) => isActive),
      [true]
    )

    const ring = await app.container.make(KeyRing)
    const strangerId = (await bootstrapOf(stranger)).user.id
    assert.isNull(await ring.connect(strangerId, { provider: 'openai', name: 'gpt-5-mini' }))
  })

  test('without a session nothing is said, and checks are limited', async ({ assert }) => {
    const { Visitor } = await import('#tests/support/visitor')
    const nobody = new Visitor()
    assert.equal((await saveKey(nobody, { provider: 'openai', apiKey: KEY })).status, 401)
    const visitor = await givenVisitor()
    const statuses: number[] = []
    for (let time = 0; time < 22; time++) {
      statuses.push((await saveKey(visitor, { provider: 'openai' })).status)
    }
    assert.equal(statuses.at(-1), 429)
  })
})

interface PageKey {
  id: string
  isRejected: boolean
}

/** Props of the page of keys. */
async function pageOf(visitor: Visitor): Promise<{ keys: [PageKey, ...PageKey[]] }> {
  const html = await (await visitor.get('/settings/keys')).text()
  const json = /<script[^>]*data-page="app"[^>]*>(.*?)<\/script>/s.exec(html)?.[1]
  if (!json) throw new Error(`No page in ${html.slice(0, 300)}`)
  return JSON.parse(json).props
}
