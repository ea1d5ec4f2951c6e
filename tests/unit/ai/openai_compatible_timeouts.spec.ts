import { createServer, type AddressInfo } from 'node:net'

import { test } from '@japa/runner'

import { ModelError } from '#ai/model_error'
import type { ModelRequest } from '#ai/model_driver'
import { connectDriver } from '#tests/support/connect_driver'
import { collectParts, textOf } from '#tests/support/model_parts'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { comment, hold, stall, text, tokens, wait } from '#tests/support/upstream/steps'

const request: ModelRequest = {
  model: 'scripted/model',
  messages: [{ role: 'user', content: 'Say three words' }],
  settings: {},
}

const never = () => new AbortController().signal

test.group('OpenAI-compatible driver | time-outs', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  test('no token in time is TIMEOUT, and keep-alive comments do not help', async ({ assert }) => {
    const comments = Array.from({ length: 30 }, () => [comment(), wait(20)]).flat()
    upstream.script([...comments, text('too late')])
    const driver = connectDriver(upstream, { firstTokenTimeoutMs: 150 })
    const started = performance.now()
    const { parts, error } = await collectParts(driver.stream(request, never()))
    assert.equal((error as ModelError).code, 'TIMEOUT')
    assert.isTrue((error as ModelError).isRetryable)
    assert.isBelow(performance.now() - started, 450)
    assert.equal(textOf(parts), '')
    await upstream.requests[0].closed
    assert.isTrue(upstream.requests[0].isAborted)
  })

  test('silence after the first token is TIMEOUT with the partial text', async ({ assert }) => {
    upstream.script([text('one '), text('two'), stall()])
    const driver = connectDriver(upstream, { stallTimeoutMs: 80 })
    const { parts, error } = await collectParts(driver.stream(request, never()))
    assert.equal((error as ModelError).code, 'TIMEOUT')
    assert.equal(textOf(parts), 'one two')
    await upstream.requests[0].closed
    assert.isTrue(upstream.requests[0].isAborted)
  })

  test('a long answer with short pauses is never timed out', async ({ assert }) => {
    upstream.script([tokens(Array(20).fill('x'), { everyMs: 20 })])
    const driver = connectDriver(upstream, { stallTimeoutMs: 150, firstTokenTimeoutMs: 150 })
    const { parts, error } = await collectParts(driver.stream(request, never()))
    assert.isUndefined(error)
    assert.equal(textOf(parts), 'x'.repeat(20))
  })

  test('a slow reader is not a stalled provider', async ({ assert }) => {
    upstream.script([text('a'), text('b')])
    const driver = connectDriver(upstream, { stallTimeoutMs: 40 })
    let read = ''
    for await (const part of driver.stream(request, never())) {
      if (part.type !== 'text') continue
      read += part.text
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
    assert.equal(read, 'ab')
  })

  test('a reader who is busy when the first token is overdue still gets the time-out', async ({
    assert,
  }) => {
    const gate = hold()
    upstream.script([tokens(['']), gate])
    const driver = connectDriver(upstream, { firstTokenTimeoutMs: 60 })
    const reading = (async () => {
      for await (const part of driver.stream(request, never())) {
        assert.equal(part.type, 'response')
        await new Promise((resolve) => setTimeout(resolve, 120))
      }
    })()
    const error = await reading.catch((thrown: unknown) => thrown)
    assert.equal((error as ModelError).code, 'TIMEOUT')
  })

  test('a connection that does not open is TIMEOUT', async ({ assert, cleanup }) => {
    // Takes the connection but never answers the TLS handshake.
    const silent = createServer((socket) => socket.on('error', () => undefined))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    cleanup(() => void silent.close())
    const { port } = silent.address() as AddressInfo
    const driver = connectDriver(upstream, {
      baseUrl: `https://127.0.0.1:${port}/v1`,
      connectTimeoutMs: 80,
    })
    const started = performance.now()
    const { error } = await collectParts(driver.stream(request, never()))
    assert.equal((error as ModelError).code, 'TIMEOUT')
    assert.isBelow(performance.now() - started, 600)
  })
})
