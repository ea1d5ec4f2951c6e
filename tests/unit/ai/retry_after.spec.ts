import { test } from '@japa/runner'

import { retryAfterMs } from '#ai/retry_after'

const NOW = Date.UTC(2026, 10, 20, 12)

test.group('retryAfterMs', () => {
  test('{name}: {value} is {wait}')
    .with([
      { name: 'retry-after', value: '7', wait: 7_000 },
      { name: 'retry-after', value: '0', wait: 0 },
      { name: 'retry-after', value: 'Fri, 20 Nov 2026 12:00:30 GMT', wait: 30_000 },
      { name: 'retry-after', value: 'Fri, 20 Nov 2026 11:00:00 GMT', wait: 0 },
      { name: 'retry-after', value: 'soon', wait: undefined },
      { name: 'retry-after', value: '', wait: undefined },
      { name: 'retry-after', value: '99999999', wait: 86_400_000 },
      { name: 'retry-after-ms', value: '1500', wait: 1_500 },
      { name: 'x-ratelimit-reset', value: String(NOW + 5_000), wait: 5_000 },
      { name: 'x-ratelimit-reset', value: String(NOW / 1000 + 5), wait: 5_000 },
      { name: 'x-ratelimit-reset', value: '12', wait: 12_000 },
      { name: 'x-other', value: '1', wait: undefined },
    ])
    .run(({ assert }, { name, value, wait }) => {
      assert.strictEqual(retryAfterMs({ [name]: value }, NOW), wait)
    })
})
