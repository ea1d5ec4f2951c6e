import { test } from '@japa/runner'
import { isOwnOrigin } from '#sync/transport/origin_rule'

const appUrl = 'https://loft.example/base'

test.group('Sync | origin rule', () => {
  for (const [origin, host, expected] of [
    ['https://loft.example', 'internal:3333', true],
    ['http://localhost:3333', 'localhost:3333', true],
    ['http://localhost:3333', 'LOCALHOST:3333', true],
    ['http://localhost:3334', 'localhost:3333', false],
    ['http://loft.example', 'internal:3333', false],
    ['https://loft.example.evil.example', 'loft.example', false],
    ['https://loft.example@evil.example', 'loft.example', false],
    ['file://loft.example', 'loft.example', false],
    ['null', 'null', false],
    ['', '', false],
    [undefined, 'loft.example', false],
    ['https://evil.example', undefined, false],
  ] as const) {
    test(`${origin} at ${host}: ${expected ? 'own' : 'foreign'}`, ({ assert }) => {
      assert.equal(isOwnOrigin(origin, host, appUrl), expected)
    })
  }
})
