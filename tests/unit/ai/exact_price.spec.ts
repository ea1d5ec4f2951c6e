import { test } from '@japa/runner'
import fc from 'fast-check'

import { nanoEach, nanoPerMillion } from '#ai/catalogue/exact_price'

test.group('Exact prices', () => {
  test('{usd} per token is {nano} nano-dollars per million')
    .with([
      { usd: '0.000003', nano: 3_000_000_000 },
      { usd: '0.00000015', nano: 150_000_000 },
      { usd: '0', nano: 0 },
      { usd: '0.0', nano: 0 },
      { usd: '3e-6', nano: 3_000_000_000 },
      { usd: '1.5E-7', nano: 150_000_000 },
      { usd: 3e-7, nano: 300_000_000 },
      { usd: ' 0.000001 ', nano: 1_000_000_000 },
      { usd: '0.0000000000000004', nano: 0 },
      { usd: '0.0000000000000005', nano: 1 },
      { usd: '0.0000000000000015', nano: 2 },
      // 0.1 + 0.2 as floating-point would be 300000000000000.04.
      { usd: '0.3', nano: 300_000_000_000_000 },
      { usd: '-1', nano: null },
      { usd: '', nano: null },
      { usd: 'free', nano: null },
      { usd: '1,5', nano: null },
      { usd: '0x10', nano: null },
      { usd: 'Infinity', nano: null },
      { usd: Number.NaN, nano: null },
      { usd: -0.1, nano: null },
      { usd: '1e99', nano: null },
      { usd: '1e999999999', nano: null },
      { usd: '9'.repeat(400), nano: null },
      { usd: null, nano: null },
      { usd: ['0.1'], nano: null },
    ])
    .run(({ assert }, { usd, nano }) => {
      assert.strictEqual(nanoPerMillion(usd), nano)
    })

  test('every integer survives being written as a decimal, however it is written', ({ assert }) => {
    const anyPrice = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) })
    fc.assert(
      fc.property(anyPrice, fc.integer({ min: -8, max: 8 }), fc.nat(4), (nano, exponent, zeros) => {
        // nano / 10^places, shifted by the exponent that is written behind it.
        const places = 15 + exponent
        const digits = nano.toString().padStart(places + 1, '0')
        const decimal = `${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`
        const written = `${decimal}${'0'.repeat(zeros)}`
        assert.strictEqual(
          nanoPerMillion(exponent === 0 ? written : `${written}e${exponent}`),
          Number(nano)
        )
      }),
      { numRuns: 3_000 }
    )
  })

  test('what is finer than a nano-dollar rounds to the nearest, halves up', ({ assert }) => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(999), (nano, thousandths) => {
        const fraction = String(thousandths).padStart(3, '0')
        const decimal = `0.${String(nano).padStart(9, '0')}${fraction}`
        assert.strictEqual(nanoEach(decimal), nano + (thousandths >= 500 ? 1 : 0))
      })
    )
  })
})
