import { describeError } from '#shared/errors'
import { failureSentence } from '#shared/failure_sentence'
import { test } from '@japa/runner'

/** Local time, as sentences are. */
const now = new Date(2026, 10, 21, 14, 2, 10).getTime()
const SECOND = 1_000
const MINUTE = 60 * SECOND
const CLAUDE = 'anthropic:claude-sonnet-4-5'

const limited = (waitMs: number, model: string | null = CLAUDE) =>
  failureSentence({ code: 'RATE_LIMIT', retryAt: now + waitMs }, model, now)

test.group('Failure sentence', () => {
  test('a rate limit says how long, and from when', ({ assert }) => {
    assert.equal(limited(20 * SECOND), 'Anthropic asks to wait 20 s. Then retry.')
    assert.equal(limited(100), 'Anthropic asks to wait 1 s. Then retry.')
    assert.equal(limited(12 * MINUTE), 'Anthropic asks to wait 12 minutes. Retry from 14:15.')
    assert.equal(
      limited(24 * 60 * MINUTE),
      'Anthropic asks to wait 24 hours. Retry from 14:03 tomorrow.'
    )
  })

  test('only providers that people know are named', ({ assert }) => {
    for (const model of ['some-model', 'local:llama3.2:3b', 'custom:id:name', null]) {
      assert.equal(limited(SECOND, model), 'The model provider asks to wait 1 s. Then retry.')
    }
  })

  test('a provider that is left alone: the minute from which it is asked again', ({ assert }) => {
    const failure = { code: 'PROVIDER', retryAt: now + 30 * SECOND }
    const sentence = failureSentence(failure, 'openrouter:vendor/model', now)
    assert.equal(sentence, 'OpenRouter keeps failing. Loft tries it again from 14:03.')
    const full = { code: 'PROVIDER', retryAt: now + 50 * SECOND }
    assert.include(failureSentence(full, null, now), 'from 14:03.')
  })

  test('once the moment has passed, and for other codes, what the code says', ({ assert }) => {
    for (const code of ['RATE_LIMIT', 'PROVIDER']) {
      const failure = { code, retryAt: now }
      assert.equal(failureSentence(failure, CLAUDE, now), describeError(code).sentence)
    }
    const failure = { code: 'TIMEOUT', retryAt: now + MINUTE }
    assert.equal(failureSentence(failure, CLAUDE, now), describeError('TIMEOUT').sentence)
    assert.equal(failureSentence({ code: 'AUTH' }, CLAUDE, now), describeError('AUTH').sentence)
    const newer = failureSentence({ code: 'SOLAR_FLARE' }, CLAUDE, now)
    assert.equal(newer, describeError('UNKNOWN').sentence)
  })

  test('the operator’s limit says when it starts afresh', ({ assert }) => {
    const failure = { code: 'BUDGET', operatorLimitResetsAt: Date.UTC(2026, 10, 22) }
    assert.match(
      failureSentence(failure, CLAUDE, now),
      /^This Loft’s daily limit for its own key is used up\. It starts afresh at \d\d:\d\d \(midnight UTC\)\.$/
    )
  })
})
