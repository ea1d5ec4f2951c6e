import { test } from '@japa/runner'
import { demoModel, unknownModel } from '#ai/available_models'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { readingCostWords, readingModelOf } from '../../../inertia/lib/documents/reading_model.js'

const model = (id: string, dollars: number | null, canSeeImages = true): BootstrapModel => ({
  ...unknownModel,
  ...{ id, name: id, canSeeImages },
  pricing:
    dollars === null
      ? null
      : {
          ...{ input: dollars * 1e9, output: dollars * 1e9 },
          ...{ cachedInput: 0, cacheWrite: 0, perRequest: 0 },
        },
})

const blind = { ...model('blind', 1, false), contextLength: 8_000 }

test.group('Who reads a scan', () => {
  test('the usual model if it sees, else the cheapest that does, else nobody', ({ assert }) => {
    const models = [blind, model('dear', 9), model('cheap', 1), model('odd', null)]
    assert.equal(readingModelOf({ models, defaultModel: 'dear' })?.id, 'dear')
    assert.equal(readingModelOf({ models, defaultModel: 'blind' })?.id, 'cheap')
    const none = [blind, { ...demoModel, canSeeImages: true }]
    assert.isNull(readingModelOf({ models: none, defaultModel: 'blind' }))
  })

  test('the usual one, when nobody knows whether it sees', ({ assert }) => {
    const models = [blind, model('unknown', null, false)]
    assert.equal(readingModelOf({ models, defaultModel: 'unknown' })?.id, 'unknown')
    assert.isNull(readingModelOf({ models, defaultModel: 'blind' }))
    const seeing = [...models, model('dear', 9)]
    assert.equal(readingModelOf({ models: seeing, defaultModel: 'unknown' })?.id, 'dear')
  })

  test('says what it may cost before it is asked', ({ assert }) => {
    // 2,700 tokens a page at one dollar a million.
    assert.equal(readingCostWords(model('a', 1), 100), 'It costs about $0.27 altogether.')
    assert.equal(readingCostWords(model('a', 1), 1), 'It costs less than $0.01 altogether.')
    assert.equal(readingCostWords(model('a', 100), null), 'It costs about $0.27 a page.')
    assert.equal(readingCostWords(model('a', 0), 5), 'It costs nothing.')
    assert.include(readingCostWords(model('a', null), 5), 'not known')
  })
})
