import { test } from '@japa/runner'

import { pickDefaultModel } from '#ai/catalogue/default_model'
import { readOpenRouterModels } from '#ai/catalogue/openrouter_entry'
import { rankModels } from '#ai/catalogue/rank_models'
import { sameModelKey } from '#ai/catalogue/same_model'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { openRouterEntry } from '#tests/support/upstream/openrouter_entries'

const read = (...data: unknown[]) => readOpenRouterModels({ data })

test.group('OpenRouter’s catalogue', () => {
  test('one hostile entry takes no other along', ({ assert }) => {
    const hostile = [
      null,
      0,
      'text',
      [],
      {},
      { id: 7 },
      { id: '' },
      { id: 'two words' },
      { id: 'x'.repeat(151) },
      { id: 'línea' },
      { id: '__proto__\n' },
      openRouterEntry(1, { id: 'draws/only', architecture: { output_modalities: ['image'] } }),
    ]
    const models = read(...hostile, openRouterEntry(0), ...hostile, openRouterEntry(2))!
    assert.deepEqual(
      models.map(({ modelName }) => modelName),
      ['anthropic/claude-sonnet-0', 'google/gemini-2']
    )
    for (const body of [null, [], {}, { data: 'x' }, { data: { length: 3 } }]) {
      assert.isNull(readOpenRouterModels(body))
    }
  })

  test('what cannot be read of an entry is unknown, the rest stays', ({ assert }) => {
    const [model] = read(
      openRouterEntry(0, {
        name: `Evil\u202e\u0000:\n Name ${'x'.repeat(500)}`,
        description: { toString: 'x' },
        context_length: -5,
        created: 'never',
        expiration_date: '2026-12-31',
        architecture: 'none',
        pricing: { prompt: '-1', completion: '-1' },
        top_provider: { context_length: 1e300, max_completion_tokens: 1.5 },
        supported_parameters: 'tools',
      })
    )!
    assert.notMatch(model!.name, /[\p{Cc}\u202e]/u)
    assert.isAtMost(model!.name.length, 120)
    assert.containSubset(model, {
      description: null,
      contextLength: null,
      maxOutputTokens: null,
      canSeeImages: false,
      canUseTools: false,
      pricing: null,
      releasedAt: null,
      expiresAt: Date.UTC(2026, 11, 31),
    })
  })

  test('of two entries with one id the first counts; at most five thousand are read', ({
    assert,
  }) => {
    const twice = read(openRouterEntry(0), openRouterEntry(0, { name: 'Second' }))!
    assert.deepEqual(
      twice.map(({ name }) => name),
      ['Claude-sonnet 0']
    )
    const many = Array.from({ length: 6_000 }, (_, index) => openRouterEntry(index))
    assert.lengthOf(read(...many)!, 5_000)
  })

  test('links in descriptions leave their words', ({ assert }) => {
    const [model] = read(
      openRouterEntry(0, { description: 'See [the card](https://x.example/a) now.' })
    )!
    assert.equal(model!.description, 'See the card now.')
  })
})

test.group('Which model comes first', () => {
  test('recent models of known makers stand before old, unknown and free ones', ({ assert }) => {
    const now = 1_790_000_000
    const names = rankModels(
      read(
        openRouterEntry(0, { id: 'small-lab/new', created: now }),
        openRouterEntry(0, { id: 'openai/old', created: now - 2 * 365 * 86_400 }),
        openRouterEntry(0, { id: 'meta-llama/new:free', created: now }),
        openRouterEntry(0, { id: 'anthropic/new', created: now - 86_400 }),
        openRouterEntry(0, { id: 'google/newest', created: now })
      )!
    ).map(({ modelName }) => modelName)
    assert.deepEqual(names.slice(0, 2), ['google/newest', 'anthropic/new'])
    assert.sameMembers(names.slice(2), ['small-lab/new', 'openai/old', 'meta-llama/new:free'])
  })

  const model = (id: string, releasedAt = 1, provider = 'openrouter') =>
    ({ id, releasedAt, provider }) as BootstrapModel

  test('new chats start with the newest good and cheap model of the first provider', ({
    assert,
  }) => {
    const offered = [
      model('openrouter:anthropic/claude-opus-9'),
      model('openrouter:openai/gpt-5-mini', 5),
      model('openrouter:openai/gpt-6-mini', 6),
      model('openai:gpt-7-mini', 7, 'openai'),
    ]
    assert.equal(pickDefaultModel(offered), 'openrouter:openai/gpt-6-mini')
    assert.equal(
      pickDefaultModel([model('openrouter:google/gemini-3-flash')]),
      'openrouter:google/gemini-3-flash'
    )
    assert.equal(pickDefaultModel([model('server-model', 1, 'server'), ...offered]), 'server-model')
    assert.equal(pickDefaultModel([]), '')
  })

  test('names of one model meet', ({ assert }) => {
    const pairs = [
      ['anthropic/claude-sonnet-4.5', 'anthropic/claude-sonnet-4-5-20250929'],
      ['openai/gpt-5-mini', 'openai/gpt-5-mini-2025-08-07'],
      ['google/gemini-2.5-flash', 'google/gemini-2.5-flash'],
      ['openai/gpt-4o', 'openai/GPT-4o-latest'],
    ]
    for (const [one, other] of pairs) assert.equal(sameModelKey(one!), sameModelKey(other!))
    assert.notEqual(sameModelKey('openai/gpt-5'), sameModelKey('openai/gpt-5-mini'))
  })
})
