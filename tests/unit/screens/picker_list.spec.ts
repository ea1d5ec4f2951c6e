import { test } from '@japa/runner'
import {
  dollars,
  price,
  roughDollars,
  shortCount,
} from '../../../inertia/features/chat/model_cost.js'
import { groupModels, linesOf, markOf } from '../../../inertia/features/chat/picker_list.js'
import { usualAnswer } from '../../../inertia/features/chat/usual_answer.js'
import { catalogueModel, pricing } from '#tests/support/catalogue'

const sonnet = catalogueModel({
  id: 'openrouter:a/sonnet',
  name: 'Claude Sonnet',
  author: 'Anthropic',
  canSeeImages: true,
  pricing: pricing(3, 15),
})
const mini = catalogueModel({
  id: 'openrouter:o/mini',
  name: 'GPT mini',
  author: 'OpenAI',
  pricing: pricing(0.25, 0.9),
})
const free = catalogueModel({ id: 'openrouter:q/qwen', name: 'Qwen', pricing: pricing(0, 0) })
const local = catalogueModel({
  id: 'local:llama',
  name: 'Llama sonnet-like',
  provider: 'local',
  pricing: null,
})
const models = [sonnet, mini, free, local]
const none = new Set<never>()
const names = (groups: ReturnType<typeof groupModels>) =>
  groups.map((group) => [group.name, ...group.models.map(({ name }) => name)])

test.group('The list of models', () => {
  test('favourites first, then by provider, each in the order given', ({ assert }) => {
    assert.deepEqual(names(groupModels(models, new Set([free.id]), '', none)), [
      ['Favourites', 'Qwen'],
      ['OpenRouter', 'Claude Sonnet', 'GPT mini'],
      ['On this machine', 'Llama sonnet-like'],
    ])
    assert.deepEqual(names(groupModels([sonnet, mini], new Set(), '', none)), [
      ['All models', 'Claude Sonnet', 'GPT mini'],
    ])
  })

  test('a search looks at name, maker and id, and puts what begins with it first', ({ assert }) => {
    const found = (search: string) =>
      groupModels([local, sonnet, mini], new Set(), search, none).flatMap((group) =>
        group.models.map(({ name }) => name)
      )
    assert.deepEqual(found('openai'), ['GPT mini'])
    assert.deepEqual(found('claude anthropic'), ['Claude Sonnet'])
    assert.deepEqual(found('o/mini'), ['GPT mini'])
    assert.deepEqual(found('ll'), ['Llama sonnet-like'])
    assert.deepEqual(found('nothing like it'), [])
  })

  test('filters add up; an unknown price is not under a dollar', ({ assert }) => {
    const kept = (
      ...filters: Parameters<typeof groupModels>[3] extends ReadonlySet<infer F> ? F[] : never
    ) =>
      groupModels(models, new Set(), '', new Set(filters)).flatMap((group) =>
        group.models.map(({ name }) => name)
      )
    assert.deepEqual(kept('cheap'), ['GPT mini', 'Qwen'])
    assert.deepEqual(kept('local'), ['Llama sonnet-like'])
    assert.deepEqual(kept('images'), ['Claude Sonnet'])
    assert.deepEqual(kept('images', 'cheap'), [])
  })

  test('positions count models, not headings', ({ assert }) => {
    const lines = linesOf(groupModels(models, new Set([free.id]), '', none))
    const positions = lines.map((line) => (line.type === 'model' ? line.position : line.name))
    assert.deepEqual(positions, ['Favourites', 0, 'OpenRouter', 1, 2, 'On this machine', 3])
  })

  test('new for thirty days; one that leaves says when, new or not', ({ assert }) => {
    const day = 86_400_000
    const now = 1_000 * day
    const model = (releasedAt: number | null, expiresAt: number | null = null) =>
      markOf({ ...sonnet, releasedAt, expiresAt }, now)
    assert.deepEqual(model(now - 29 * day), { type: 'new' })
    assert.isNull(model(now - 31 * day))
    assert.isNull(model(now + day))
    assert.deepEqual(model(now, now + day), { type: 'leaving', at: now + day })
  })
})

test.group('Figures', () => {
  test('short counts, prices and rough dollars', ({ assert }) => {
    assert.deepEqual([12, 999, 2_400, 200_000, 999_499, 1_048_576].map(shortCount), [
      '12',
      '999',
      '2.4k',
      '200k',
      '999k',
      '1M',
    ])
    assert.deepEqual([0, 3e9, 0.25e9, 0.05e9, 2.5e9].map(price), [
      'free',
      '$3',
      '$0.25',
      '$0.05',
      '$2.50',
    ])
    assert.deepEqual([0, 21_400_000, 430_000, 1_290_000_000, 200].map(roughDollars), [
      '$0',
      '$0.02',
      '$0.0004',
      '$1.29',
      'less than $0.00001',
    ])
    assert.equal(dollars(14_200_000), '$0.0142')
  })

  test('what is usual is in the middle of what was, and unknown costs are none', ({ assert }) => {
    const answer = (cost: number | null, tokens: number, first: number, latency: number) => ({
      ...{ cost_nano: cost, output_tokens: tokens, first_token_ms: first, latency_ms: latency },
    })
    const usual = usualAnswer([
      answer(5, 100, 1_000, 2_000),
      answer(null, 50, 400, 900),
      answer(1, 10, 50, 60),
    ])
    assert.deepEqual(usual, {
      ...{ costNano: 1, outputTokens: 50, firstTokenMs: 400, tokensPerSecond: 100, costs: [1, 5] },
    })
    assert.deepEqual(usualAnswer([]), {
      ...{
        costNano: null,
        outputTokens: null,
        firstTokenMs: null,
        tokensPerSecond: null,
        costs: [],
      },
    })
  })
})
