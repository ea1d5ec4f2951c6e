import { test } from '@japa/runner'

import type { ModelRequest } from '#ai/model_driver'
import type { UpstreamDriver } from '#tests/contracts/drivers_under_test'
import { connectDriver, TEST_KEY, type TestConnection } from '#tests/support/connect_driver'
import { collectParts, finishOf, textOf } from '#tests/support/model_parts'
import { never, sampleRequest as request } from '#tests/support/sample_request'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  comment,
  cut,
  finish,
  hold,
  image,
  reasoning,
  source,
  stall,
  text,
  toolCall,
} from '#tests/support/upstream/steps'

/** What every driver makes of the stream of its provider, over that provider's own wire format. */
export function upstreamDriverSuite(driver: UpstreamDriver) {
  test.group(`Upstream driver | ${driver.name}`, (group) => {
    let upstream: ScriptableUpstream
    group.setup(async () => {
      upstream = await ScriptableUpstream.start()
      return () => upstream.close()
    })
    group.each.setup(() => upstream.reset())

    const connect = (settings: Partial<TestConnection> = {}) =>
      connectDriver(upstream, {
        ...{ createClient: driver.createClient, baseUrl: driver.baseUrl(upstream) },
        ...settings,
      })
    const ask = (settings: ModelRequest['settings'] = {}, model = request.model) =>
      collectParts(connect().stream({ ...request, model, settings }, never()))

    test('sends the conversation and the key of this call, once', async ({ assert }) => {
      const { error } = await ask()
      assert.isUndefined(error)
      const [seen, ...further] = upstream.requests
      assert.lengthOf(further, 0)
      assert.equal(driver.keyOf(seen.headers), TEST_KEY)
      assert.equal(seen.asked.model, request.model)
      assert.deepEqual(
        seen.asked.messages.map(({ content }) => content),
        request.messages.map(({ content }) => content)
      )
      assert.deepEqual(
        seen.asked.messages.map(({ role }) => role.replace('developer', 'system')),
        request.messages.map(({ role }) => role)
      )
      assert.notProperty(seen.headers, 'referer')
    })

    test('keeps the order of text and reasoning, and the usage', async ({ assert }) => {
      const usage = {
        promptTokens: 120,
        completionTokens: 45,
        cachedTokens: 100,
        reasoningTokens: 30,
      }
      upstream.script([
        ...[comment(), reasoning('Hmm. '), reasoning('Yes.'), text('One '), text('two')],
        finish({ reason: 'length', usage: { ...usage, cost: 0.000123456 } }),
      ])
      const { parts, error } = await ask({ reasoningEffort: 'low' })
      assert.isUndefined(error)
      const [response, ...rest] = parts
      assert.equal(response.type, 'response')
      if (response.type === 'response') {
        assert.match(response.upstreamId!, /^gen-/)
        assert.equal(response.model, request.model)
      }
      assert.equal(textOf(rest), 'One two')
      // OpenAI's own API has no reasoning in its chunks, and its SDK reads none.
      if (driver.name !== 'openai') assert.equal(textOf(rest, 'reasoning'), 'Hmm. Yes.')
      assert.isBelow(
        rest.findLastIndex(({ type }) => type === 'reasoning'),
        rest.findIndex(({ type }) => type === 'text')
      )
      assert.deepEqual(finishOf(rest), {
        type: 'finish',
        finishReason: 'length',
        usage: { inputTokens: 120, outputTokens: 45, cachedTokens: 100, reasoningTokens: 30 },
        costNano: driver.reportsCost ? 123_456 : null,
      })
    })

    if (driver.hasSources) {
      test('gives each source once, and only web addresses', async ({ assert }) => {
        upstream.script([
          ...[text('A'), source('https://example.com/a', 'A page'), source('javascript:alert(1)')],
          finish(),
        ])
        const { parts } = await ask()
        assert.deepEqual(
          parts.filter(({ type }) => type === 'source'),
          [{ type: 'source', url: 'https://example.com/a', title: 'A page' }]
        )
      })
    }

    if (driver.hasImages) {
      test('gives each image once, as bytes', async ({ assert }) => {
        upstream.script([
          image('data:image/png;base64,AAAA'),
          image(`data:image/webp;base64,${'A'.repeat(5_000)}`),
          finish(),
        ])
        const { parts } = await ask()
        assert.deepEqual(
          parts.filter(({ type }) => type === 'file'),
          [
            { type: 'file', mediaType: 'image/png', data: new Uint8Array(3) },
            { type: 'file', mediaType: 'image/webp', data: new Uint8Array(3_750) },
          ]
        )
      })
    }

    test('tells a tool call once, with its arguments and its time', async ({ assert }) => {
      const before = Date.now()
      upstream.script([toolCall('look_up', { word: 'tea' }), finish({ reason: 'tool_calls' })])
      const { parts, error } = await ask()
      assert.isUndefined(error)
      const [call, ...others] = parts.filter((part) => part.type === 'tool-call')
      assert.lengthOf(others, 0)
      assert.deepInclude(call, { name: 'look_up' })
      assert.deepEqual(JSON.parse(call.arguments!), { word: 'tea' })
      assert.notProperty(call, 'result')
      assert.isAtLeast(call.startedAt, before)
      assert.isAtLeast(call.endedAt, call.startedAt)
      assert.isAtMost(call.endedAt, Date.now())
    })

    test('a refusal is told by the finish reason', async ({ assert }) => {
      upstream.script([text('No.'), finish({ reason: 'content_filter' })])
      assert.equal(finishOf((await ask()).parts).finishReason, 'content-filter')
      upstream.script([text('Well'), finish({ reason: 'something_new' })])
      assert.equal(finishOf((await ask()).parts).finishReason, 'other')
    })

    test('a cut after the finish reason costs only the usage', async ({ assert }) => {
      const end = finish({ usage: null, closes: false })
      upstream.script([text('done'), end, cut()])
      const driverOfTest = connect({ stallTimeoutMs: 80 })
      const { parts, error } = await collectParts(driverOfTest.stream(request, never()))
      assert.isUndefined(error)
      assert.equal(textOf(parts), 'done')
      assert.equal(finishOf(parts).finishReason, 'stop')
    })

    test('an abort closes the connection, before and after the first token', async ({ assert }) => {
      const gate = hold()
      upstream.enqueue([gate], [text('one'), stall()])
      for (const expected of ['', 'one']) {
        const stop = new AbortController()
        const collected = collectParts(connect().stream(request, stop.signal))
        const seen = await upstream.waitForRequest(expected === '' ? 1 : 2)
        await new Promise((resolve) => setTimeout(resolve, 60))
        stop.abort('enough')
        const { parts, error } = await collected
        assert.equal(error, 'enough')
        assert.equal(textOf(parts), expected)
        await seen.closed
        assert.isTrue(seen.isAborted)
      }
    })

    test('a reader who leaves closes the connection', async ({ assert }) => {
      upstream.script([text('one'), stall()])
      for await (const part of connect().stream(request, never())) {
        if (part.type === 'text') break
      }
      await upstream.requests[0].closed
      assert.isTrue(upstream.requests[0].isAborted)
    })
  })
}
