import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

import { CatalogueTable } from '#ai/catalogue/catalogue_table'
import { FindModel } from '#ai/catalogue/find_model'
import { OffersModel } from '#ai/catalogue/offers_model'
import { RefreshCatalogue } from '#ai/catalogue/refresh_catalogue'
import { MainDatabase } from '#core/database'
import {
  bootstrapOf,
  forgetConnections,
  givenVisitor,
  saveKey,
  stageProviders,
} from '#tests/support/provider_stage'
import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'
import type { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

const KEY = 'sk-or-v1-catalogue-key-8f2c'

test.group('Catalogue', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    const stage = await stageProviders()
    upstream = stage.upstream
    return stage.close
  })
  group.each.setup(async () => {
    upstream.reset()
    upstream.providers.keys.add(KEY)
    await forgetConnections()
  })
  const refresh = async () => (await app.container.make(RefreshCatalogue)).handle()

  test('500 models are there, complete and exact, and an unchanged list is not sent again', async ({
    assert,
  }) => {
    upstream.providers.stockCatalogue(500)
    const visitor = await givenVisitor()
    await saveKey(visitor, { provider: 'openrouter', apiKey: KEY })
    const { models, defaultModel } = await bootstrapOf(visitor)
    assert.lengthOf(models, 500)
    assert.include(
      models.map(({ id }) => id),
      defaultModel
    )
    const model = models.find(({ id }) => id === 'openrouter:anthropic/claude-sonnet-0')
    assert.containSubset(model, {
      name: 'Claude-sonnet 0',
      author: 'Anthropic',
      contextLength: 128_000,
      maxOutputTokens: 16_384,
      canSeeImages: true,
      canUseTools: true,
      canReason: true,
      pricing: {
        input: 3_000_000_000,
        output: 15_000_000_000,
        cachedInput: 300_000_000,
        cacheWrite: 3_750_000_000,
        perRequest: 0,
      },
      releasedAt: 1_780_000_000_000,
      expiresAt: null,
    })
    assert.isAtMost(model!.description!.length, 240)

    const first = await visitor.get('/bootstrap')
    const tag = first.headers.get('etag')!
    const size = (await first.text()).length
    const again = await visitor.get('/bootstrap', { 'if-none-match': tag })
    assert.equal(again.status, 304)
    assert.equal(await again.text(), '')
    assert.isBelow(size, 400_000)
    assert.equal(first.headers.get('cache-control'), 'no-store')

    const stranger = await givenVisitor()
    assert.equal((await stranger.get('/bootstrap', { 'if-none-match': tag })).status, 200)
    upstream.providers.stockCatalogue(499)
    await refresh()
    assert.equal((await visitor.get('/bootstrap', { 'if-none-match': tag })).status, 200)
  })

  test('answers keep to the window that a person’s own connection tells, and only to theirs', async ({
    assert,
  }) => {
    upstream.providers.openAiModels = ['gpt-5-mini']
    upstream.providers.openAiFacts.set('gpt-5-mini', { context_window: 4_321 })
    const visitor = await givenVisitor()
    await saveKey(visitor, { provider: 'openai', apiKey: KEY })
    const { user, models } = await bootstrapOf(visitor)
    assert.equal(models[0]?.contextLength, 4_321)

    const findModel = await app.container.make(FindModel)
    const database = await app.container.make(MainDatabase)
    const windowFor = (userId: string, id: string) =>
      database.run((sqlite) => findModel.factsOf(id, { userId, sqlite })?.contextLength ?? null)
    assert.equal(await windowFor(user.id, 'openai:gpt-5-mini'), 4_321)
    // The same list under an address of the person's own.
    await database.run((sqlite) =>
      sqlite.prepare("UPDATE user_models SET id = 'own', provider_name = 'custom'").run()
    )
    assert.equal(await windowFor(user.id, 'custom:own:gpt-5-mini'), 4_321)
    assert.isNull(await windowFor(user.id, 'custom:other:gpt-5-mini'))
    assert.isNull(await windowFor(user.id, 'custom:own:another'))
    assert.isNull(await windowFor('somebody else', 'custom:own:gpt-5-mini'))
  })

  test('a provider that is down, empty or mad leaves the catalogue as it was', async ({
    assert,
  }) => {
    upstream.providers.stockCatalogue(3)
    assert.deepEqual(await refresh(), { type: 'refreshed', models: 3 })
    const faults = [
      { status: 503 },
      { status: 200, cut: true },
      { status: 200, body: 'not json' },
      { status: 200, body: {} },
      { status: 200, body: { data: [] } },
      { status: 200, body: { data: [null, 1, {}] } },
      { status: 302 },
      { status: 200, body: { data: [openRouterEntry(1, { name: 'x'.repeat(21_000_000) })] } },
    ]
    for (const fault of faults) {
      upstream.providers.faults.set('/api/v1/models', fault)
      assert.propertyVal(await refresh(), 'type', 'failed')
    }
    const table = await app.container.make(CatalogueTable)
    assert.lengthOf(await table.list('openrouter'), 3)
  })

  test('what the provider names no more is offered no more, and comes back when it is named again', async ({
    assert,
  }) => {
    const visitor = await givenVisitor()
    upstream.providers.stockCatalogue(3)
    await saveKey(visitor, { provider: 'openrouter', apiKey: KEY })
    const { user } = await bootstrapOf(visitor)
    const offers = await app.container.make(OffersModel)
    const gone = 'openrouter:google/gemini-2'
    assert.isTrue(await offers.handle(user.id, gone))
    upstream.providers.stockCatalogue(2)
    await refresh()
    assert.isFalse(await offers.handle(user.id, gone))
    assert.lengthOf((await bootstrapOf(visitor)).models, 2)
    upstream.providers.stockCatalogue(3)
    await refresh()
    assert.isTrue(await offers.handle(user.id, gone))
  })

  test('only what a person’s own connections reach is offered to them', async ({ assert }) => {
    const [owner, stranger] = [await givenVisitor(), await givenVisitor()]
    upstream.providers.stockCatalogue(2)
    upstream.providers.openAiModels = ['gpt-5-mini']
    await saveKey(owner, { provider: 'openrouter', apiKey: KEY })
    await saveKey(owner, { provider: 'openai', apiKey: KEY })
    const offers = await app.container.make(OffersModel)
    const [ownerId, strangerId] = [
      (await bootstrapOf(owner)).user.id,
      (await bootstrapOf(stranger)).user.id,
    ]
    for (const id of ['openrouter:anthropic/claude-sonnet-0', 'openai:gpt-5-mini']) {
      assert.isTrue(await offers.handle(ownerId, id), id)
      assert.isFalse(await offers.handle(strangerId, id), id)
    }
    for (const id of [
      'openrouter:unknown/model',
      'openai:gpt-9',
      'custom:none:x',
      'local:llama3',
      'anthropic:claude',
      'google:x',
    ]) {
      assert.isFalse(await offers.handle(ownerId, id), id)
    }
    assert.deepEqual(
      (await bootstrapOf(stranger)).models.map(({ id }) => id),
      ['demo']
    )
  })

  test('a direct key’s models take prices from the same model of the catalogue', async ({
    assert,
  }) => {
    upstream.providers.catalogue = [
      openRouterEntry(0, { id: 'anthropic/claude-haiku-4.5', name: 'Anthropic: Claude Haiku 4.5' }),
      openRouterEntry(1, { id: 'openai/gpt-5-mini', name: 'OpenAI: GPT-5 Mini' }),
      openRouterEntry(2, { id: 'google/gemini-2.5-flash', name: 'Google: Gemini 2.5 Flash' }),
    ]
    await refresh()
    upstream.providers.openAiModels = ['gpt-5-mini-2025-08-07', 'gpt-unheard-of']
    upstream.providers.anthropicModels = [
      { type: 'model', id: 'claude-haiku-4-5-20251001', display_name: 'Claude Haiku 4.5' },
      { id: 7 },
    ]
    upstream.providers.googleModels = [
      {
        name: 'models/gemini-2.5-flash',
        displayName: 'Gemini 2.5 Flash',
        inputTokenLimit: 1_048_576,
        supportedGenerationMethods: ['generateContent'],
      },
      { name: 'models/gemini-embedding-001', supportedGenerationMethods: ['embedContent'] },
    ]
    const visitor = await givenVisitor()
    for (const provider of ['openai', 'anthropic', 'google'])
      await saveKey(visitor, { provider, apiKey: KEY })
    const { models } = await bootstrapOf(visitor)
    const byId = new Map(models.map((model) => [model.id, model]))
    assert.sameMembers(
      [...byId.keys()],
      [
        'openai:gpt-5-mini-2025-08-07',
        'openai:gpt-unheard-of',
        'anthropic:claude-haiku-4-5-20251001',
        'google:gemini-2.5-flash',
      ]
    )
    for (const id of [
      'openai:gpt-5-mini-2025-08-07',
      'anthropic:claude-haiku-4-5-20251001',
      'google:gemini-2.5-flash',
    ]) {
      assert.equal(byId.get(id)!.pricing?.input, 3_000_000_000, id)
    }
    assert.equal(byId.get('google:gemini-2.5-flash')!.contextLength, 1_048_576)
    assert.isNull(byId.get('openai:gpt-unheard-of')!.pricing)
  })
})
