import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { inspect } from 'node:util'

import { test } from '@japa/runner'

import { ModelError, type ModelErrorCode } from '#ai/model_error'
import type { ModelRequest } from '#ai/model_driver'
import type { UpstreamDriver } from '#tests/contracts/drivers_under_test'
import { connectDriver, TEST_KEY, type TestConnection } from '#tests/support/connect_driver'
import { collectParts, textOf } from '#tests/support/model_parts'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  bytes,
  comment,
  cut,
  cutAfterBytes,
  endWithoutFinish,
  errorStatus,
  malformedChunk,
  midStreamError,
  stall,
  text,
  wait,
  type Step,
} from '#tests/support/upstream/steps'

const PROMPT = 'My secret diary entry number forty-two says nothing'

const request: ModelRequest = {
  model: 'a-model',
  messages: [{ role: 'user', content: PROMPT }],
  settings: {},
}

const never = () => new AbortController().signal
const echo = { message: `Bad key ${TEST_KEY} in "${PROMPT}"` }

const cases: {
  title: string
  steps: Step[]
  code: ModelErrorCode
  text?: string
  status?: number
}[] = [
  { title: '302', steps: [errorStatus(302, { headers: { location: '/x' } })], code: 'PROVIDER' },
  { title: '400', steps: [errorStatus(400)], code: 'VALIDATION', status: 400 },
  { title: '401', steps: [errorStatus(401, echo)], code: 'AUTH', status: 401 },
  { title: '402', steps: [errorStatus(402)], code: 'BUDGET' },
  { title: '403', steps: [errorStatus(403, echo)], code: 'AUTH', status: 403 },
  { title: '404', steps: [errorStatus(404)], code: 'VALIDATION', status: 404 },
  { title: '408', steps: [errorStatus(408)], code: 'TIMEOUT' },
  { title: '413', steps: [errorStatus(413)], code: 'CONTEXT_LENGTH' },
  { title: '429', steps: [errorStatus(429)], code: 'RATE_LIMIT' },
  { title: '500', steps: [errorStatus(500, echo)], code: 'PROVIDER' },
  { title: '503', steps: [errorStatus(503)], code: 'PROVIDER' },
  { title: '529', steps: [errorStatus(529)], code: 'PROVIDER', status: 529 },
  {
    title: '400 for the length of the conversation',
    steps: [errorStatus(400, { message: 'prompt is too long: 208310 tokens > 200000 maximum' })],
    code: 'CONTEXT_LENGTH',
  },
  {
    title: '502 with a page instead of JSON',
    steps: [errorStatus(502, { body: '<html>Bad gateway</html>' })],
    code: 'PROVIDER',
  },
  {
    title: 'an error body without end',
    steps: [errorStatus(500, { body: 'x'.repeat(300_000) })],
    code: 'PROVIDER',
  },
  {
    title: 'an error before any token',
    steps: [comment(), midStreamError(503, echo)],
    code: 'PROVIDER',
  },
  {
    title: 'an error in mid-stream',
    steps: [text('one '), text('two'), wait(20), midStreamError(503, echo)],
    ...{ code: 'PROVIDER', text: 'one two' },
  },
  {
    title: 'a rate limit in mid-stream',
    steps: [text('one'), wait(20), midStreamError(429)],
    ...{ code: 'RATE_LIMIT', text: 'one' },
  },
  {
    title: 'a clean end without finish reason',
    steps: [text('one'), endWithoutFinish()],
    ...{ code: 'PROVIDER', text: 'one' },
  },
  { title: 'a clean end without anything', steps: [endWithoutFinish()], code: 'PROVIDER' },
  {
    title: 'a malformed chunk',
    steps: [text('one'), wait(20), malformedChunk(), text('two')],
    ...{ code: 'PROVIDER', text: 'one' },
  },
  {
    title: 'a malformed chunk before any token',
    steps: [malformedChunk(), text('two')],
    code: 'PROVIDER',
  },
  {
    title: 'a chunk without an end',
    steps: [text('one'), wait(20), bytes(`data: ${'x'.repeat(200_000)}`), cut()],
    ...{ code: 'PROVIDER', text: 'one' },
  },
  { title: 'a cut socket', steps: [text('one'), wait(20), cut()], code: 'PROVIDER', text: 'one' },
  {
    title: 'a socket cut before the first token',
    steps: [cutAfterBytes(10), text('one')],
    code: 'PROVIDER',
  },
  { title: 'silence from the start', steps: [stall()], code: 'TIMEOUT' },
  {
    title: 'silence behind a sign of life',
    steps: [comment(), wait(20), comment(), stall()],
    code: 'TIMEOUT',
  },
  { title: 'silence in the middle', steps: [text('one'), stall()], code: 'TIMEOUT', text: 'one' },
]

/** Every failure of an upstream, on the wire of every provider: its code, what was said before it, and that it tells no secret. */
export function driverFailureSuite(driver: UpstreamDriver) {
  test.group(`Upstream driver failures | ${driver.name}`, (group) => {
    let upstream: ScriptableUpstream
    group.setup(async () => {
      upstream = await ScriptableUpstream.start()
      return () => upstream.close()
    })
    group.each.setup(() => upstream.reset())

    const ask = (settings: Partial<TestConnection> = {}) =>
      collectParts(
        connectDriver(upstream, {
          ...{ createClient: driver.createClient, baseUrl: driver.baseUrl(upstream) },
          ...{ firstTokenTimeoutMs: 150, stallTimeoutMs: 150, ...settings },
        }).stream(request, never())
      )

    test('{title} is {code}')
      .with(cases)
      .run(async ({ assert }, { steps, code, text: expected = '', status }) => {
        upstream.script(steps)
        const { parts, error } = await ask()
        assert.instanceOf(error, ModelError)
        const failure = error as ModelError
        assert.equal(failure.code, code, failure.message)
        assert.equal(textOf(parts), expected)
        assert.isFalse(parts.some(({ type }) => type === 'finish'))
        if (status !== undefined) assert.equal(failure.status, status)
        assert.lengthOf(upstream.requests, 1, 'a driver never retries')
        const shown = inspect(error, { depth: 20, showHidden: true })
        assert.notInclude(shown, PROMPT)
        assert.notInclude(shown, TEST_KEY)
      })

    test('Retry-After is read', async ({ assert }) => {
      upstream.script([errorStatus(429, { headers: { 'Retry-After': '7' } })])
      assert.equal(((await ask()).error as ModelError).retryAfterMs, 7_000)
    })

    test('a server that does not listen is PROVIDER', async ({ assert }) => {
      const gone = await ScriptableUpstream.start()
      const baseUrl = driver.baseUrl(gone)
      await gone.close()
      const { code, cause } = (await ask({ baseUrl })).error as ModelError
      assert.equal(code, 'PROVIDER')
      assert.equal((cause as Error).message, 'ECONNREFUSED')
    })

    test('a connection that does not open is TIMEOUT', async ({ assert, cleanup }) => {
      // Takes the connection but never answers the TLS handshake.
      const silent = createTcpServer((socket) => socket.on('error', () => undefined))
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
      cleanup(() => void silent.close())
      const origin = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`
      const baseUrl = driver.baseUrl({ origin })
      const { error } = await ask({ baseUrl, connectTimeoutMs: 80, firstTokenTimeoutMs: 5_000 })
      assert.equal((error as ModelError).code, 'TIMEOUT')
    })

    test('a redirect is not followed, key in hand', async ({ assert, cleanup }) => {
      let visits = 0
      const elsewhere = createServer((_request, response) => {
        visits++
        response.end()
      })
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
      cleanup(() => void elsewhere.close())
      const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
      upstream.script([errorStatus(307, { headers: { location } })])
      assert.equal(((await ask()).error as ModelError).code, 'PROVIDER')
      assert.equal(visits, 0)
    })
  })
}
