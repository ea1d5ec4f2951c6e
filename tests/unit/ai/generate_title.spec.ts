import type { ModelGateway } from '#ai/model_gateway'
import { test } from '@japa/runner'

import { DemoDriver } from '#ai/drivers/demo_driver'
import { GenerateTitle } from '#ai/generate_title'
import { titleText } from '#ai/title_text'
import { connectDriver } from '#tests/support/connect_driver'
import { gatewayOver } from '#tests/support/gateway'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { errorStatus, stall, text, tokens } from '#tests/support/upstream/steps'

const asking =
  (gateway: ModelGateway) =>
  (...[request, signal]: Parameters<ConstructorParameters<typeof GenerateTitle>[0]>) =>
    gateway.stream(request, signal, { onAttempt: () => undefined })

test.group('GenerateTitle', (group) => {
  let upstream: ScriptableUpstream
  group.setup(async () => {
    upstream = await ScriptableUpstream.start()
    return () => upstream.close()
  })
  group.each.setup(() => upstream.reset())

  const generate = (signal?: AbortSignal) =>
    new GenerateTitle(asking(gatewayOver(() => connectDriver(upstream)))).handle({
      ...{ userId: 'u1', modelId: 'small', billedTo: 'operator' },
      question: 'How do I cook rice?',
      answer: 'Wash it first.',
      signal,
    })

  test('asks the title model with question and answer', async ({ assert }) => {
    assert.equal(await generate(), 'A scripted title')
    const [{ body, isTitle }] = upstream.requests
    assert.isTrue(isTitle)
    assert.equal(body.model, 'small')
    assert.include(body.messages[1].content, 'How do I cook rice?')
    assert.include(body.messages[1].content, 'Wash it first.')
  })

  test('is null on any failure', async ({ assert }) => {
    upstream.scriptTitles([errorStatus(500)])
    assert.isNull(await generate())
    upstream.scriptTitles([text('Half a tit'), stall()])
    assert.isNull(await generate(AbortSignal.timeout(60)))
    upstream.scriptTitles([text('""')])
    assert.isNull(await generate())
  })

  test('nobody but who paid for the answer pays for its title', async ({ assert }) => {
    const title = await new GenerateTitle(
      asking(gatewayOver(() => connectDriver(upstream)))
    ).handle({
      ...{ userId: 'u1', modelId: 'small', billedTo: 'own_key', question: 'Why?' },
    })
    assert.isNull(title)
    assert.lengthOf(upstream.requests, 0)
  })

  test('stops a model that does not stop', async ({ assert }) => {
    upstream.scriptTitles([tokens(Array(10_000).fill('word '), { everyMs: 1 })])
    const title = await generate()
    assert.isAtMost(title!.length, 80)
    await upstream.requests[0].closed
    assert.isTrue(upstream.requests[0].isAborted)
  })

  test('the demonstration takes the first words of the question', async ({ assert }) => {
    const gateway = gatewayOver(() => new DemoDriver({ wordsPerSecond: 0 }))
    const title = await new GenerateTitle(asking(gateway)).handle({
      ...{ userId: 'u1', modelId: 'demo', billedTo: 'operator' },
      question: 'Please tell me all about the history of tea in Kenya',
    })
    assert.equal(title, 'Please tell me all about the')
  })
})

test.group('titleText', () => {
  test('{written} is {title}')
    .with([
      { written: 'Cooking rice', title: 'Cooking rice' },
      { written: '"Cooking rice."', title: 'Cooking rice' },
      { written: '\n\n# **Title:** `Cooking` rice\nMore text', title: 'Cooking rice' },
      { written: '<think>rice? yes\nhm</think>\nCooking rice', title: 'Cooking rice' },
      { written: '<think>never ends', title: null },
      { written: '[Cooking](https://evil.example) rice', title: 'Cooking rice' },
      { written: '«Reis kochen»', title: 'Reis kochen' },
      { written: 'a\u202Eb\u0000c', title: 'a b c' },
      { written: '<b>Rice</b>', title: 'Rice' },
      { written: '- Rice and tea', title: 'Rice and tea' },
      { written: '🍚', title: '🍚' },
      { written: 'C# vs. C++', title: 'C# vs. C++' },
      { written: '***', title: null },
      { written: '', title: null },
    ])
    .run(({ assert }, { written, title }) => {
      assert.strictEqual(titleText(written), title)
    })

  test('cuts at a word, within 80 characters, without breaking a character', ({ assert }) => {
    const long = titleText('seven chars '.repeat(20))!
    assert.isAtMost(long.length, 80)
    assert.match(long, /(seven|chars)…$/)
    const emoji = titleText('👩‍👩‍👧'.repeat(40))!
    assert.isAtMost(emoji.length, 80)
    assert.isTrue(emoji.isWellFormed())
  })
})
