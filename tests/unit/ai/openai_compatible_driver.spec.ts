import { test } from '@japa/runner'

import { extraBody } from '#ai/drivers/openai_compatible_client'
import { connectDriver, TEST_KEY } from '#tests/support/connect_driver'
import { collectParts, finishOf, textOf } from '#tests/support/model_parts'
import { never, sampleRequest } from '#tests/support/sample_request'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  bytes,
  comment,
  cut,
  finish,
  hold,
  image,
  reasoning,
  source,
  stall,
  text,
  wait,
} from '#tests/support/upstream/steps'

const request = { ...sampleRequest, model: 'scripted/model' }

test.group('OpenAI-compatible driver', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  test('sends the conversation, the settings and the key', async ({ assert }) => {
    const settings = { temperature: 0.3, reasoningEffort: 'high', maxOutputTokens: 77 } as const
    await collectParts(connectDriver(upstream).stream({ ...request, settings }, never()))
    const { path, headers, body } = upstream.requests[0]
    assert.equal(path, '/v1/chat/completions')
    assert.equal(headers.authorization, `Bearer ${TEST_KEY}`)
    assert.deepEqual(body, {
      model: 'scripted/model',
      messages: request.messages,
      temperature: 0.3,
      reasoning_effort: 'high',
      max_tokens: 77,
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  test('works without a key', async ({ assert }) => {
    await collectParts(connectDriver(upstream, { apiKey: null }).stream(request, never()))
    assert.isUndefined(upstream.requests[0].headers.authorization)
  })

  test('asks OpenRouter, and only OpenRouter, for usage in its own words', ({ assert }) => {
    const asked = { usage: { include: true } }
    assert.deepEqual(extraBody('https://openrouter.ai/api/v1'), asked)
    assert.deepEqual(extraBody('http://localhost:11434/v1'), {})
    assert.deepEqual(extraBody('https://openrouter.ai.example.com/v1'), {})
  })

  test('maps text, reasoning, sources, files, usage and cost', async ({ assert }) => {
    upstream.script([
      comment(),
      reasoning('Hmm. '),
      reasoning('Yes.'),
      text('One '),
      source('https://example.com/a', 'A page'),
      source('javascript:alert(1)'),
      image('data:image/png;base64,AAAA'),
      image(`data:image/webp;base64,${'A'.repeat(5_000)}`),
      text('two'),
      finish({
        reason: 'length',
        usage: {
          promptTokens: 120,
          completionTokens: 45,
          cachedTokens: 100,
          reasoningTokens: 30,
          cost: 0.000123456,
        },
      }),
    ])
    const { parts, error } = await collectParts(connectDriver(upstream).stream(request, never()))
    assert.isUndefined(error)
    const [response, ...rest] = parts
    assert.equal(response.type, 'response')
    if (response.type === 'response') {
      assert.match(response.upstreamId!, /^gen-/)
      assert.equal(response.model, 'scripted/model')
    }
    assert.deepEqual(rest, [
      { type: 'reasoning', text: 'Hmm. ' },
      { type: 'reasoning', text: 'Yes.' },
      { type: 'text', text: 'One ' },
      { type: 'source', url: 'https://example.com/a', title: 'A page' },
      { type: 'file', mediaType: 'image/png', data: new Uint8Array(3) },
      { type: 'file', mediaType: 'image/webp', data: new Uint8Array(3_750) },
      { type: 'text', text: 'two' },
      {
        type: 'finish',
        finishReason: 'length',
        usage: { inputTokens: 120, outputTokens: 45, cachedTokens: 100, reasoningTokens: 30 },
        costNano: 123_456,
      },
    ])
  })

  test('a whole answer without usage has null usage and null cost', async ({ assert }) => {
    upstream.script([text('done'), finish({ usage: null })])
    const { parts } = await collectParts(connectDriver(upstream).stream(request, never()))
    assert.deepInclude(finishOf(parts), { usage: null, costNano: null, finishReason: 'stop' })
  })

  test('a cut after the finish reason costs only the usage', async ({ assert }) => {
    const chunk = '{"id":"g","choices":[{"delta":{"content":"!"},"finish_reason":"stop"}]}'
    upstream.script([text('done'), bytes(`data: ${chunk}\n\n`), wait(20), cut()])
    const { parts, error } = await collectParts(connectDriver(upstream).stream(request, never()))
    assert.isUndefined(error)
    assert.equal(textOf(parts), 'done!')
    assert.isNull(finishOf(parts).usage)
  })

  test('a server that stays open after the end does not hold the answer', async ({ assert }) => {
    upstream.script([text('done'), finish({ closes: false })])
    const driver = connectDriver(upstream, { stallTimeoutMs: 60 })
    const { parts, error } = await collectParts(driver.stream(request, never()))
    assert.isUndefined(error)
    assert.equal(finishOf(parts).costNano, 123_456)
  })

  test('an abort closes the upstream connection, before and after the first token', async ({
    assert,
  }) => {
    const gate = hold()
    upstream.enqueue([gate], [text('one'), stall()])
    for (const expected of ['', 'one']) {
      const stop = new AbortController()
      const collected = collectParts(connectDriver(upstream).stream(request, stop.signal))
      const seen = await upstream.waitForRequest(expected === '' ? 1 : 2)
      await new Promise((resolve) => setTimeout(resolve, 50))
      stop.abort('enough')
      const { parts, error } = await collected
      assert.equal(error, 'enough')
      assert.equal(textOf(parts), expected)
      await seen.closed
      assert.isTrue(seen.isAborted)
    }
  })

  test('a reader who leaves closes the upstream connection', async ({ assert }) => {
    upstream.script([text('one'), stall()])
    for await (const part of connectDriver(upstream).stream(request, never())) {
      if (part.type === 'text') break
    }
    await upstream.requests[0].closed
    assert.isTrue(upstream.requests[0].isAborted)
  })

  test('nothing is sent before the first part is asked for', async ({ assert }) => {
    connectDriver(upstream).stream(request, never())
    await new Promise((resolve) => setTimeout(resolve, 30))
    assert.lengthOf(upstream.requests, 0)
  })
})
