import { test } from '@japa/runner'
import { ModelError } from '#ai/model_error'
import { RETRY } from '#tests/support/gateway'
import { textOf } from '#tests/support/model_parts'
import { codeOf, FIRST, givenGateway, SECOND, THIRD } from '#tests/unit/ai/support/gateway_lab'
import { failsAfter, hangsAfter, says } from '#tests/unit/chat/support/scripted_driver'

test.group('Model gateway | retries and circuits', () => {
  test('repeats one model when there is no other, and shares its repetitions', async ({
    assert,
  }) => {
    const lab = givenGateway({ retry: RETRY })
    for (const name of ['openrouter', 'anthropic']) {
      lab.driver(name).always(failsAfter(new ModelError('PROVIDER')))
    }
    await lab.ask({ fallbacks: [] })
    assert.lengthOf(lab.attempts, 3)
    lab.attempts.length = 0
    await lab.ask({ modelId: SECOND, fallbacks: [THIRD] })
    assert.deepEqual(
      lab.attempts.map(({ modelId }) => modelId),
      [SECOND, SECOND, THIRD],
      'one repetition while another model waits'
    )
  })

  test('a time-out is not repeated while another model waits', async ({ assert }) => {
    const lab = givenGateway({ retry: RETRY })
    lab.driver('openrouter').always(failsAfter(new ModelError('TIMEOUT')))
    await lab.ask()
    assert.deepEqual(
      lab.attempts.map(({ modelId }) => modelId),
      [FIRST, SECOND]
    )
  })

  test('no call begins once the chain has had its time', async ({ assert }) => {
    let time = 0
    const lab = givenGateway({ now: () => time, retry: { ...RETRY, longestChain: 100 } })
    const late = async function* () {
      time += 60
      yield* []
      throw new ModelError('TIMEOUT')
    }
    for (const name of ['openrouter', 'anthropic', 'google']) lab.driver(name).always(late)
    assert.equal(codeOf((await lab.ask()).error), 'TIMEOUT')
    assert.lengthOf(lab.attempts, 2)
  })

  test('a failing provider is left alone: its fallback answers at once, and alone it fails at once', async ({
    assert,
  }) => {
    let time = 0
    const circuit = { failures: 2, pause: 30_000 }
    const lab = givenGateway({ circuit, now: () => time })
    const first = lab.driver('openrouter')
    first.always(failsAfter(new ModelError('PROVIDER')))
    await lab.ask()
    await lab.ask()
    assert.lengthOf(first.requests, 2)
    assert.equal(textOf((await lab.ask()).parts), 'ok')
    assert.lengthOf(first.requests, 2)

    const { error } = await lab.ask({ fallbacks: [] })
    assert.equal(codeOf(error), 'PROVIDER')
    assert.match((error as ModelError).detail!, /tried again in 30 s/)
    assert.equal((error as ModelError).retryAfterMs, 30_000)

    time = 30_000
    first.always(says('back'))
    assert.equal(textOf((await lab.ask({ fallbacks: [] })).parts), 'back')
  })

  test('what is wrong with a key or a request opens no circuit', async ({ assert }) => {
    const lab = givenGateway({ circuit: { failures: 1 } })
    const codes = ['AUTH', 'BUDGET', 'RATE_LIMIT', 'VALIDATION', 'CONTENT_POLICY'] as const
    for (const code of codes) {
      lab.driver('openrouter').enqueue(failsAfter(new ModelError(code)))
      await lab.ask({ fallbacks: [] })
    }
    assert.lengthOf(lab.driver('openrouter').requests, codes.length)
  })

  test('a stopped probe leaves the next one free', async ({ assert }) => {
    let time = 0
    const lab = givenGateway({ circuit: { failures: 1, pause: 100 }, now: () => time })
    const first = lab.driver('openrouter')
    first.enqueue(failsAfter(new ModelError('PROVIDER')), hangsAfter())
    await lab.ask({ fallbacks: [] })
    time = 100
    const stop = new AbortController()
    const probe = lab.ask({ fallbacks: [] }, stop.signal)
    await new Promise((resolve) => setTimeout(resolve, 10))
    assert.equal(
      codeOf((await lab.ask({ fallbacks: [] })).error),
      'PROVIDER',
      'one probe at a time'
    )
    stop.abort('enough')
    await probe
    assert.equal(textOf((await lab.ask({ fallbacks: [] })).parts), 'ok')
  })
})
