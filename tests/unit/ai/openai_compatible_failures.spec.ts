import { inspect } from 'node:util'

import { test } from '@japa/runner'

import { ModelError, type ModelErrorCode } from '#ai/model_error'
import type { ModelRequest } from '#ai/model_driver'
import { connectDriver, TEST_KEY } from '#tests/support/connect_driver'
import { collectParts, textOf } from '#tests/support/model_parts'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  comment,
  cut,
  cutAfterBytes,
  endWithoutFinish,
  errorStatus,
  finish,
  malformedChunk,
  midStreamError,
  text,
  wait,
  type Step,
} from '#tests/support/upstream/steps'

const PROMPT = 'My secret diary entry number forty-two says nothing'

const request: ModelRequest = {
  model: 'scripted',
  messages: [{ role: 'user', content: PROMPT }],
  settings: {},
}

interface FailureCase {
  title: string
  steps: Step[]
  code: ModelErrorCode
  isRetryable: boolean
  /** Text that must have been delivered before the failure. */
  text?: string
  status?: number
}

const contextMessage = "This model's maximum context length is 8192 tokens. You sent 9000 tokens."

const cases: FailureCase[] = [
  { title: '400', steps: [errorStatus(400)], code: 'VALIDATION', isRetryable: false, status: 400 },
  { title: '401', steps: [errorStatus(401)], code: 'AUTH', isRetryable: false, status: 401 },
  { title: '402', steps: [errorStatus(402)], code: 'BUDGET', isRetryable: false, status: 402 },
  { title: '403', steps: [errorStatus(403)], code: 'AUTH', isRetryable: false, status: 403 },
  { title: '404', steps: [errorStatus(404)], code: 'VALIDATION', isRetryable: false },
  { title: '408', steps: [errorStatus(408)], code: 'TIMEOUT', isRetryable: true },
  { title: '413', steps: [errorStatus(413)], code: 'CONTEXT_LENGTH', isRetryable: false },
  { title: '418', steps: [errorStatus(418)], code: 'UNKNOWN', isRetryable: true },
  { title: '429', steps: [errorStatus(429)], code: 'RATE_LIMIT', isRetryable: true },
  { title: '500', steps: [errorStatus(500)], code: 'PROVIDER', isRetryable: true },
  { title: '502', steps: [errorStatus(502)], code: 'PROVIDER', isRetryable: true, status: 502 },
  { title: '503', steps: [errorStatus(503)], code: 'PROVIDER', isRetryable: true },
  {
    title: '400 for the length of the conversation',
    steps: [errorStatus(400, { message: contextMessage })],
    code: 'CONTEXT_LENGTH',
    isRetryable: false,
  },
  {
    title: '403 from moderation',
    steps: [errorStatus(403, { message: 'Your input was flagged by moderation' })],
    code: 'CONTENT_POLICY',
    isRetryable: false,
  },
  {
    title: '429 for a spent quota',
    steps: [
      errorStatus(429, { body: { error: { code: 'insufficient_quota', message: 'Spent' } } }),
    ],
    code: 'BUDGET',
    isRetryable: false,
  },
  {
    title: '502 with a page instead of JSON',
    steps: [errorStatus(502, { body: '<html>Bad gateway</html>' })],
    code: 'PROVIDER',
    isRetryable: true,
  },
  {
    title: '500 with a text as error',
    steps: [errorStatus(500, { body: { error: 'out of memory' } })],
    code: 'PROVIDER',
    isRetryable: true,
  },
  {
    title: 'an error in the stream before any token',
    steps: [comment(), midStreamError(503)],
    code: 'PROVIDER',
    isRetryable: true,
    text: '',
    status: 503,
  },
  {
    title: 'an error in mid-stream',
    steps: [text('one '), text('two'), midStreamError(502)],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one two',
    status: 502,
  },
  {
    title: 'a rate limit in mid-stream',
    steps: [text('one'), midStreamError(429, { errorType: 'rate_limit_exceeded' })],
    code: 'RATE_LIMIT',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a mid-stream error with a word as code',
    steps: [text('one'), midStreamError('content_policy_violation')],
    code: 'CONTENT_POLICY',
    isRetryable: false,
    text: 'one',
  },
  {
    title: 'a mid-stream error that says nothing known',
    steps: [text('one'), midStreamError('whatever')],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'the finish reason "error" without an error',
    steps: [text('one'), finish({ reason: 'error' })],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a clean end without finish reason',
    steps: [text('one'), endWithoutFinish()],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a clean end without anything',
    steps: [endWithoutFinish()],
    code: 'PROVIDER',
    isRetryable: true,
    text: '',
  },
  {
    title: 'a malformed chunk',
    steps: [text('one'), malformedChunk(), text('two')],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a chunk of another shape',
    steps: [text('one'), malformedChunk('{"choices":"none"}'), text('two')],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a cut socket',
    steps: [text('one'), wait(20), cut()],
    code: 'PROVIDER',
    isRetryable: true,
    text: 'one',
  },
  {
    title: 'a socket cut before the first token',
    steps: [cutAfterBytes(10), text('one')],
    code: 'PROVIDER',
    isRetryable: true,
    text: '',
  },
]

test.group('OpenAI-compatible driver | failures', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  test('{title} is {code}')
    .with(cases)
    .run(async ({ assert }, { steps, code, isRetryable, text: expected = '', status }) => {
      upstream.script(steps)
      const { parts, error } = await collectParts(
        connectDriver(upstream).stream(request, new AbortController().signal)
      )
      assert.instanceOf(error, ModelError)
      const failure = error as ModelError
      assert.equal(failure.code, code)
      assert.equal(failure.isRetryable, isRetryable)
      assert.equal(textOf(parts), expected)
      if (status !== undefined) assert.equal(failure.status, status)
      assert.lengthOf(upstream.requests, 1, 'a driver never retries')
      assert.notInclude(inspect(error, { depth: 20, showHidden: true }), PROMPT)
      assert.notInclude(inspect(error, { depth: 20, showHidden: true }), TEST_KEY)
    })

  test('a server that does not listen is PROVIDER', async ({ assert }) => {
    const gone = await ScriptableUpstream.start()
    const driver = connectDriver(gone)
    await gone.close()
    const { error } = await collectParts(driver.stream(request, new AbortController().signal))
    assert.equal((error as ModelError).code, 'PROVIDER')
    assert.equal(((error as ModelError).cause as Error).message, 'ECONNREFUSED')
  })

  test('{name} is read')
    .with([
      { name: 'Retry-After', value: '7', least: 7_000, most: 7_000 },
      { name: 'X-RateLimit-Reset', value: String(Date.now() + 60_000), least: 1, most: 60_000 },
    ])
    .run(async ({ assert }, { name, value, least, most }) => {
      upstream.script([errorStatus(429, { headers: { [name]: value } })])
      const { error } = await collectParts(
        connectDriver(upstream).stream(request, new AbortController().signal)
      )
      const { retryAfterMs } = error as ModelError
      assert.isAtLeast(retryAfterMs!, least)
      assert.isAtMost(retryAfterMs!, most)
    })

  test('the error body is scrubbed of keys and of the conversation', async ({ assert }) => {
    upstream.enqueue(
      [errorStatus(401, { message: `Bad key ${TEST_KEY}, also sk-or-v1-abcdef0123456789` })],
      [errorStatus(400, { message: `Cannot parse "${PROMPT}"` })],
      [text('x'), midStreamError(502, { message: `Authorization: Bearer ${TEST_KEY}` })]
    )
    for (const expected of [/^Bad key \[redacted\], also \[redacted\]$/, undefined, /redacted/]) {
      const { error } = await collectParts(
        connectDriver(upstream).stream(request, new AbortController().signal)
      )
      const shown = inspect(error, { depth: 20, showHidden: true })
      assert.notInclude(shown, TEST_KEY)
      assert.notInclude(shown, 'abcdef0123456789')
      assert.notInclude(shown, PROMPT)
      const { detail } = error as ModelError
      if (expected) assert.match(detail!, expected)
      else assert.isUndefined(detail)
    }
  })
})
