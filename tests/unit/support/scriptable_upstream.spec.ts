import { test } from '@japa/runner'

import { TITLE_INSTRUCTIONS } from '#ai/title_prompt'
import { connectDriver } from '#tests/support/connect_driver'
import { collectParts, textOf } from '#tests/support/model_parts'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import {
  comment,
  cutAfterBytes,
  errorStatus,
  finish,
  hold,
  text,
  tokens,
} from '#tests/support/upstream/steps'

test.group('Scriptable upstream', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  const post = (body: unknown, path = '/api/v1/chat/completions') =>
    fetch(`${upstream.origin}${path}`, { method: 'POST', body: JSON.stringify(body) })

  const ask = (content: string, extra: object = {}) =>
    post({ model: 'any', stream: true, messages: [{ role: 'user', content }], ...extra })

  test('speaks the event stream of OpenRouter', async ({ assert }) => {
    upstream.script([comment(), text('Hi'), finish({ usage: { cost: 0.5, cachedTokens: 3 } })])
    const response = await ask('Hello')
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    const blocks = (await response.text()).split('\n\n').filter(Boolean)
    assert.isTrue(blocks[0].startsWith(': OPENROUTER PROCESSING'))
    assert.equal(blocks.at(-1), 'data: [DONE]')
    const chunks = blocks
      .filter((block) => block.startsWith('data: {'))
      .map((block) => JSON.parse(block.slice(6)))
    assert.deepEqual(
      chunks.map(({ choices: [{ delta, finish_reason: reason }] }) => [delta.content, reason]),
      [
        ['', null],
        ['Hi', null],
        ['', 'stop'],
        ['', null],
      ]
    )
    assert.equal(chunks[0].choices[0].delta.role, 'assistant')
    assert.deepInclude(chunks[3].usage, { prompt_tokens: 10, completion_tokens: 1, cost: 0.5 })
    assert.equal(chunks[3].usage.prompt_tokens_details.cached_tokens, 3)
  })

  test('echoes the last question word by word, on both paths', async ({ assert }) => {
    for (const path of ['/v1/chat/completions', '/api/v1/chat/completions']) {
      const messages = [{ role: 'user', content: 'one two  three' }]
      const body = await (await post({ model: 'any', stream: true, messages }, path)).text()
      for (const word of ['"one "', '"two  "', '"three"']) assert.include(body, word)
    }
  })

  test('answers without a stream in one JSON body', async ({ assert }) => {
    const body = await (await ask('one two', { stream: false })).json()
    assert.equal(body.object, 'chat.completion')
    assert.equal(body.choices[0].message.content, 'one two')
    assert.equal(body.usage.completion_tokens, 2)
  })

  test('an error before the stream has status, headers and JSON', async ({ assert }) => {
    upstream.script([errorStatus(429, { headers: { 'Retry-After': '3' }, message: 'Slow down' })])
    const response = await ask('Hello')
    assert.equal(response.status, 429)
    assert.equal(response.headers.get('retry-after'), '3')
    assert.deepEqual(await response.json(), { error: { code: 429, message: 'Slow down' } })
  })

  test('enqueued scripts go first and titles never take them', async ({ assert }) => {
    upstream.enqueue([text('first')])
    const messages = [
      { role: 'system', content: TITLE_INSTRUCTIONS },
      { role: 'user', content: 'x' },
    ]
    assert.include(await (await ask('', { messages })).text(), 'A scripted title')
    assert.include(await (await ask('echo')).text(), '"first"')
    assert.include(await (await ask('echo')).text(), '"echo"')
    assert.lengthOf(upstream.requests, 3)
    assert.lengthOf(upstream.answers, 2)
  })

  test('a gate holds the answer until it is released', async ({ assert }) => {
    const gate = hold()
    upstream.script([text('before '), gate, text('after')])
    const answer = ask('Hello').then((response) => response.text())
    await gate.reached
    assert.isFalse(upstream.requests[0].isAborted)
    gate.release()
    assert.include(await answer, '"after"')
  })

  test('a cut at byte {$self} delivers exactly what came before it')
    .with([1, 50, 300, 700, 1_000, 1_500, 2_345, 3_000])
    .run(async ({ assert }, cutAt) => {
      const words = Array.from({ length: 40 }, (_, index) => `w${index} `)
      upstream.script([cutAfterBytes(cutAt), tokens(words)])
      const response = await ask('Hello')
      let received = 0
      const reading = (async () => {
        for await (const part of response.body!) received += part.length
      })()
      await assert.rejects(() => reading)
      assert.equal(received, cutAt)

      const request = { model: 'any', messages: [], settings: {} }
      const { parts, error } = await collectParts(
        connectDriver(upstream).stream(request, new AbortController().signal)
      )
      assert.propertyVal(error, 'code', 'PROVIDER')
      assert.isTrue(words.join('').startsWith(textOf(parts)))
    })

  test('bench-200x20 sends 20 chunks at 200 per second', async ({ assert }) => {
    const started = performance.now()
    const body = await (await ask('go', { model: 'bench-200x20' })).text()
    assert.equal(body.match(/"word\d+ "/g)?.length, 20)
    assert.isAbove(performance.now() - started, 90)
    const stamped = await (await ask('go', { model: 'bench-1000x5-stamped' })).text()
    assert.equal(stamped.match(/" \d{13}\.\d{3}"/g)?.length, 5)
  })

  test('refuses what is no chat request', async ({ assert }) => {
    assert.equal((await post({ model: 1 })).status, 400)
    assert.equal((await post({}, '/v1/other')).status, 404)
    assert.lengthOf(upstream.requests, 0)
  })
})
