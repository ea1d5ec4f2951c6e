import { usDollars } from '#start/env_rules'
import { test } from '@japa/runner'

const read = (value?: string) => usDollars()('OPERATOR_DAILY_LIMIT', value)

test.group('Amounts in settings', () => {
  test('are nano-dollars, exactly', ({ assert }) => {
    assert.equal(read('5'), 5_000_000_000)
    assert.equal(read('2.50'), 2_500_000_000)
    assert.equal(read('0.1'), 100_000_000)
    assert.equal(read('0.000000001'), 1)
    assert.equal(read('999999.999999999'), 999_999_999_999_999)
    assert.equal(read('0'), 0)
  })

  test('are no limit when there are none', ({ assert }) => {
    assert.isUndefined(read())
    assert.isUndefined(read(''))
  })

  test('anything else is refused by name: a limit that was misread is no limit', ({ assert }) => {
    const bad = ['five', '-1', '$5', '5$', '1e3', '1,5', '5.', '.5', ' 5', 'Infinity', 'NaN']
    for (const value of [...bad, '1000000', '0.0000000001', '5 000', '0x10']) {
      assert.throws(
        () => read(value),
        'OPERATOR_DAILY_LIMIT must be an amount in US dollars such as 5 or 2.50.'
      )
    }
  })
})
