import { isFree, listPriceOf } from '#ai/pricing'
import type { ModelPricing } from '#shared/protocol/bootstrap'
import { test } from '@japa/runner'
import fc from 'fast-check'

const price = fc.integer({ min: 0, max: 1_000_000_000_000 })
const pricing: fc.Arbitrary<ModelPricing> = fc.record({
  ...{ input: price, output: price, cachedInput: price, cacheWrite: price },
  perRequest: fc.integer({ min: 0, max: 1_000_000_000 }),
})
const tokens = fc.integer({ min: 0, max: 5_000_000 })
const usage = fc
  .record({
    inputTokens: tokens,
    outputTokens: tokens,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ inputTokens, outputTokens, share }) => ({
    ...{ inputTokens, outputTokens },
    cachedTokens: Math.floor(inputTokens * share),
  }))

const sonnet: ModelPricing = {
  ...{ input: 3_000_000_000, output: 15_000_000_000 },
  ...{ cachedInput: 300_000_000, cacheWrite: 3_750_000_000, perRequest: 0 },
}

test.group('List price', () => {
  test('is what the list says', ({ assert }) => {
    const call = { inputTokens: 1_000_000, outputTokens: 0, cachedTokens: 0 }
    assert.equal(listPriceOf(sonnet, call), 3_000_000_000)
    assert.equal(listPriceOf(sonnet, { ...call, cachedTokens: 1_000_000 }), 300_000_000)
    assert.equal(
      listPriceOf(sonnet, { inputTokens: 12, outputTokens: 7, cachedTokens: 2 }),
      135_600
    )
    const perRequest = { ...sonnet, perRequest: 5 }
    assert.equal(listPriceOf(perRequest, { inputTokens: 0, outputTokens: 0, cachedTokens: 0 }), 5)
  })

  test('is exact: within half a nano-dollar of the true fraction, and an integer', ({ assert }) => {
    fc.assert(
      fc.property(pricing, usage, (prices, call) => {
        const nano = listPriceOf(prices, call)
        const exact =
          BigInt(call.inputTokens - call.cachedTokens) * BigInt(prices.input) +
          BigInt(call.cachedTokens) * BigInt(prices.cachedInput) +
          BigInt(call.outputTokens) * BigInt(prices.output) +
          BigInt(prices.perRequest) * 1_000_000n
        if (nano === null)
          return assert.isTrue(exact / 1_000_000n > BigInt(Number.MAX_SAFE_INTEGER) - 2n)
        const difference = 2n * (BigInt(nano) * 1_000_000n - exact)
        // Half a unit is rounded up.
        assert.isTrue(difference > -1_000_000n && difference <= 1_000_000n)
      })
    )
  })

  test('never falls when there is more of anything', ({ assert }) => {
    fc.assert(
      fc.property(pricing, usage, tokens, (prices, call, more) => {
        const base = listPriceOf(prices, call) ?? Infinity
        const output = { ...call, outputTokens: call.outputTokens + more }
        const input = { ...call, inputTokens: call.inputTokens + more }
        assert.isAtLeast(listPriceOf(prices, output) ?? Infinity, base)
        assert.isAtLeast(listPriceOf(prices, input) ?? Infinity, base)
      })
    )
  })

  test('takes figures of providers that are none for nothing', ({ assert }) => {
    for (const odd of [Number.NaN, -5, Infinity, 1.5]) {
      const call = { inputTokens: odd, outputTokens: odd, cachedTokens: odd }
      assert.equal(listPriceOf(sonnet, call), 0)
    }
    const more = { inputTokens: 10, outputTokens: 0, cachedTokens: 50 }
    assert.equal(listPriceOf(sonnet, more), 3_000)
  })

  test('only zeros are free', ({ assert }) => {
    const free = { input: 0, output: 0, cachedInput: 0, cacheWrite: 0, perRequest: 0 }
    assert.isTrue(isFree(free))
    assert.isFalse(isFree({ ...free, perRequest: 1 }))
  })
})
