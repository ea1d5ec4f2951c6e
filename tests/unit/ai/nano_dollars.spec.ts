import { test } from '@japa/runner'
import fc from 'fast-check'

import { nanoDollars } from '#ai/nano_dollars'

test.group('nanoDollars', () => {
  test('{usd} is {nano}')
    .with([
      { usd: 0, nano: 0 },
      { usd: 0.000123456, nano: 123_456 },
      { usd: 0.1, nano: 100_000_000 },
      { usd: 0.000000001, nano: 1 },
      { usd: 0.0000000004, nano: 0 },
      { usd: 0.0000000005, nano: 1 },
      { usd: 1.005, nano: 1_005_000_000 },
      { usd: 4.35, nano: 4_350_000_000 },
      { usd: 1234.567891234, nano: 1_234_567_891_234 },
      { usd: '0.00012', nano: 120_000 },
      { usd: '', nano: null },
      { usd: 'free', nano: null },
      { usd: -0.1, nano: null },
      { usd: Number.NaN, nano: null },
      { usd: Number.POSITIVE_INFINITY, nano: null },
      { usd: 1e9, nano: null },
      { usd: null, nano: null },
      { usd: undefined, nano: null },
      { usd: [], nano: null },
    ])
    .run(({ assert }, { usd, nano }) => {
      assert.strictEqual(nanoDollars(usd), nano)
    })

  test('any decimal with nine places survives JSON exactly', () => {
    // Failures print the seed and the number.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (nano) => {
        const digits = String(nano).padStart(10, '0')
        const decimal = `${digits.slice(0, -9)}.${digits.slice(-9)}`
        return nanoDollars(JSON.parse(decimal)) === nano
      }),
      { numRuns: 2_000 }
    )
  })
})
