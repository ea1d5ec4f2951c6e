import { test } from '@japa/runner'
import { ModelError } from '#ai/model_error'
import { RETRY } from '#tests/support/gateway'
import { gatewayOver } from '#tests/support/gateway'
import { collectParts, textOf } from '#tests/support/model_parts'
import {
  codeOf,
  everybody,
  FIRST,
  givenGateway,
  SECOND,
  THIRD,
} from '#tests/unit/ai/support/gateway_lab'
import {
  failsAfter,
  hangsAfter,
  says,
  ScriptedDriver,
} from '#tests/unit/chat/support/scripted_driver'

test.group('Model gateway | fallbacks', () => {
  test('asks the chosen model over its own connection, and says who answered', async ({
    assert,
  }) => {
    const lab = givenGateway()
    const { parts } = await lab.ask()
    assert.deepEqual(parts[0], {
      ...{ type: 'response', upstreamId: 'gen-1', model: 'openrouter:vendor/model' },
    })
    assert.equal(textOf(parts), 'ok')
    assert.deepEqual(lab.attempts, [
      {
        ...{ number: 1, modelId: FIRST },
        connection: { provider: 'openrouter', keyId: 'key-openrouter', billedTo: 'own_key' },
      },
    ])
    assert.equal(lab.driver('openrouter').requests[0].model, 'vendor/first')
    assert.deepEqual(lab.keyRing.asked, [`u1 ${FIRST}`], 'no key is decrypted that is not used')
  })

  const cases: { error: ModelError; next: 'second' | 'none' }[] = [
    ...(['PROVIDER', 'TIMEOUT', 'RATE_LIMIT', 'CONTEXT_LENGTH', 'UNKNOWN'] as const).map(
      (code) => ({ error: new ModelError(code), next: 'second' as const })
    ),
    { error: new ModelError('AUTH', { status: 401 }), next: 'second' },
    { error: new ModelError('BUDGET'), next: 'second' },
    { error: new ModelError('VALIDATION', { status: 404 }), next: 'second' },
    { error: new ModelError('VALIDATION', { status: 400 }), next: 'none' },
    { error: new ModelError('CONTENT_POLICY'), next: 'none' },
  ]

  for (const { error, next } of cases) {
    const name = `${error.code} ${error.status ?? ''}`
    test(`${name}: the next model ${next === 'none' ? 'is not asked' : 'answers'}`, async ({
      assert,
    }) => {
      const lab = givenGateway()
      lab.driver('openrouter').always(failsAfter(error))
      lab.driver('anthropic').always(says('instead'))
      const { parts, error: thrown } = await lab.ask()
      assert.equal(textOf(parts), next === 'none' ? '' : 'instead')
      if (next === 'none') assert.strictEqual(thrown, error)
      assert.lengthOf(lab.driver('anthropic').requests, next === 'none' ? 0 : 1)
      assert.lengthOf(lab.driver('google').requests, 0)
    })

    test(`${name} after a first token: nobody else is asked`, async ({ assert }) => {
      const lab = givenGateway({ retry: { ...RETRY, attempts: 5 } })
      lab.driver('openrouter').always(failsAfter(error, 'half'))
      const { parts, error: thrown } = await lab.ask()
      assert.equal(textOf(parts), 'half')
      assert.strictEqual(thrown, error)
      assert.lengthOf(lab.attempts, 1)
    })
  }

  test('when nobody answers, the error is that of the chosen model', async ({ assert }) => {
    const lab = givenGateway()
    lab.driver('openrouter').always(failsAfter(new ModelError('RATE_LIMIT')))
    lab.driver('anthropic').always(failsAfter(new ModelError('PROVIDER')))
    lab.driver('google').always(failsAfter(new ModelError('BUDGET')))
    const { error } = await lab.ask()
    assert.equal(codeOf(error), 'RATE_LIMIT')
    assert.deepEqual(
      lab.attempts.map(({ number, modelId }) => [number, modelId]),
      [
        [1, FIRST],
        [2, SECOND],
        [3, THIRD],
      ]
    )
  })

  test('a refused key is marked, and not tried again with another model', async ({ assert }) => {
    const lab = givenGateway()
    lab.driver('openrouter').always(failsAfter(new ModelError('AUTH', { status: 401 })))
    const { parts } = await lab.ask({ fallbacks: ['openrouter:vendor/other', SECOND] })
    assert.equal(textOf(parts), 'ok')
    assert.lengthOf(lab.driver('openrouter').requests, 1)
    assert.deepEqual(lab.keyRing.rejected, ['key-openrouter'])
  })

  test('a key that may not do this is no refused key', async ({ assert }) => {
    const lab = givenGateway()
    lab.driver('openrouter').always(failsAfter(new ModelError('AUTH', { status: 403 })))
    await lab.ask()
    assert.lengthOf(lab.keyRing.rejected, 0)
  })

  test('models out of reach are passed over; with none in reach it is AUTH', async ({ assert }) => {
    const some = givenGateway({ keys: { google: {} } })
    const { parts } = await some.ask()
    assert.equal(textOf(parts), 'ok')
    assert.deepEqual(
      some.attempts.map(({ modelId }) => modelId),
      [THIRD]
    )
    const none = givenGateway({ keys: {} })
    assert.equal(codeOf((await none.ask()).error), 'AUTH')
    assert.lengthOf(none.attempts, 0)
  })

  test('who is not to pay is not asked', async ({ assert }) => {
    const lab = givenGateway({ keys: { ...everybody, openrouter: { billedTo: 'operator' } } })
    await lab.ask({ billedTo: 'own_key' })
    assert.deepEqual(
      lab.attempts.map(({ modelId }) => modelId),
      [SECOND]
    )
  })

  test('an attempt that cannot be recorded is not sent', async ({ assert }) => {
    const driver = new ScriptedDriver()
    const gateway = gatewayOver(() => driver)
    const full = new Error('disk full')
    const request = { userId: 'u1', modelId: 'm', fallbacks: ['n'], messages: [], settings: {} }
    const { error } = await collectParts(
      gateway.stream(request, new AbortController().signal, {
        onAttempt: () => Promise.reject(full),
      })
    )
    assert.strictEqual(error, full)
    assert.lengthOf(driver.requests, 0)
  })

  test('a stop ends it at once, whatever it is doing', async ({ assert }) => {
    const lab = givenGateway({
      retry: { ...RETRY, attempts: 2, pause: 5_000, longestPause: 5_000 },
    })
    const slow = new ModelError('RATE_LIMIT', { retryAfterMs: 4_000 })
    lab.driver('openrouter').enqueue(hangsAfter(), failsAfter(slow))
    for (const _ of ['while it is asked', 'while it pauses']) {
      const stop = new AbortController()
      const asked = lab.ask({ fallbacks: [] }, stop.signal)
      await new Promise((resolve) => setTimeout(resolve, 20))
      stop.abort('enough')
      assert.equal((await asked).error, 'enough')
    }
    assert.lengthOf(lab.attempts, 2)
  })

  test('asks for no more tokens than the operator allows', async ({ assert }) => {
    const lab = givenGateway({ outputTokens: 1_000 })
    await lab.ask({ settings: { maxOutputTokens: 500_000, temperature: 1 } })
    await lab.ask({ settings: {} })
    const [capped, free] = lab.driver('openrouter').requests
    assert.deepEqual(capped.settings, { maxOutputTokens: 1_000, temperature: 1 })
    assert.deepEqual(free.settings, {})

    const operator = { openrouter: { keyId: null, billedTo: 'operator' as const } }
    const paid = givenGateway({ outputTokens: 1_000, keys: operator })
    await paid.ask({ settings: {} })
    assert.deepEqual(paid.driver('openrouter').requests[0].settings, { maxOutputTokens: 1_000 })
  })
})
