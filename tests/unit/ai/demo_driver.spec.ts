import { test } from '@japa/runner'

import { demoTitle } from '#ai/drivers/demo_answer'
import { DemoDriver } from '#ai/drivers/demo_driver'
import type { ModelRequest } from '#ai/model_driver'
import { collectParts, finishOf, textOf } from '#tests/support/model_parts'

const ask = (content: string): ModelRequest => ({
  model: 'demo',
  messages: [{ role: 'user', content }],
  settings: {},
})

const never = () => new AbortController().signal

test.group('Demo driver', () => {
  test('says that it is a demonstration and how to connect a model', async ({ assert }) => {
    const driver = new DemoDriver({ wordsPerSecond: 0 })
    const { parts } = await collectParts(driver.stream(ask('What is *new*\n\n# here?'), never()))
    const text = textOf(parts)
    assert.match(text, /demonstration, not a model/)
    assert.include(text, 'MODEL_BASE_URL')
    assert.include(text, 'MODEL_NAME')
    assert.include(text, '“What is *new* # here?”')
    assert.equal(finishOf(parts).costNano, 0)
  })

  test('quotes only the beginning of a long question', async ({ assert }) => {
    const driver = new DemoDriver({ wordsPerSecond: 0 })
    const { parts } = await collectParts(driver.stream(ask('word '.repeat(10_000)), never()))
    assert.isBelow(textOf(parts).length, 2_000)
  })

  test('names a chat by what was asked, not by what was attached', ({ assert }) => {
    const question = '[Attached document: "a [1].pdf"]\n[Attached document: "b"]\nHow long is it?'
    assert.equal(demoTitle(question), 'How long is it?')
  })

  test('keeps its pace', async ({ assert }) => {
    const started = performance.now()
    let words = 0
    for await (const part of new DemoDriver({ wordsPerSecond: 100 }).stream(ask('Hi'), never())) {
      if (part.type === 'text' && ++words === 21) break
    }
    const elapsed = performance.now() - started
    assert.isAbove(elapsed, 190)
    assert.isBelow(elapsed, 600)
  })
})
