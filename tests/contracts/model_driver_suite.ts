import { test } from '@japa/runner'

import type { ModelDriver, ModelPart, ModelRequest } from '#ai/model_driver'
import { titleMessages } from '#ai/title_prompt'
import { titleText } from '#ai/title_text'
import { collectParts, finishOf, textOf } from '#tests/support/model_parts'

export interface DriverUnderTest {
  driver: ModelDriver
  close: () => Promise<void>
}

const request: ModelRequest = {
  model: 'any',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is a log-structured merge tree?' },
  ],
  settings: { temperature: 0.5, reasoningEffort: 'low', maxOutputTokens: 500 },
}

const never = () => new AbortController().signal

/** What every model driver promises, whatever answers behind it. `create` makes one that takes seconds when `isSlow`. */
export function modelDriverSuite(
  name: string,
  create: (options: { isSlow: boolean }) => Promise<DriverUnderTest>
) {
  test.group(`Model driver contract | ${name}`, (group) => {
    let fast: DriverUnderTest
    let slow: DriverUnderTest

    group.setup(async () => {
      fast = await create({ isSlow: false })
      slow = await create({ isSlow: true })
      return async () => {
        await Promise.all([fast.close(), slow.close()])
      }
    })

    test('streams text in several parts and ends with one finish', async ({ assert }) => {
      const { parts, error } = await collectParts(fast.driver.stream(request, never()))
      assert.isUndefined(error)
      assert.isAbove(parts.filter(({ type }) => type === 'text').length, 1)
      assert.notEqual(textOf(parts).trim(), '')
      assert.deepEqual(indexesOf(parts, 'finish'), [parts.length - 1])
      assert.isAtMost(indexesOf(parts, 'response').length, 1)
    })

    test('reports usage and cost as integers from zero', async ({ assert }) => {
      const { parts } = await collectParts(fast.driver.stream(request, never()))
      const { usage, costNano } = finishOf(parts)
      for (const count of [...Object.values(usage ?? {}), costNano ?? 0]) {
        assert.isTrue(Number.isSafeInteger(count) && count >= 0, `${count}`)
      }
    })

    test('an aborted signal throws its reason before anything is sent', async ({ assert }) => {
      const reason = new Error('stopped before')
      const { parts, error } = await collectParts(
        fast.driver.stream(request, AbortSignal.abort(reason))
      )
      assert.lengthOf(parts, 0)
      assert.strictEqual(error, reason)
    })

    test('an abort in mid-answer throws the reason at once and delivers nothing more', async ({
      assert,
    }) => {
      const stop = new AbortController()
      const reason = new Error('stopped by the user')
      const parts: ModelPart[] = []
      let stoppedAt = 0
      const reading = (async () => {
        for await (const part of slow.driver.stream(request, stop.signal)) {
          assert.isFalse(stop.signal.aborted)
          parts.push(part)
          if (part.type !== 'text') continue
          setTimeout(() => {
            stoppedAt = performance.now()
            stop.abort(reason)
          }, 20)
        }
      })()
      const error = await reading.catch((thrown: unknown) => thrown)
      assert.strictEqual(error, reason)
      assert.isBelow(performance.now() - stoppedAt, 500)
      assert.notEqual(textOf(parts), '')
    })

    test('an abort between two parts delivers nothing that was waiting', async ({ assert }) => {
      const stop = new AbortController()
      let texts = 0
      const reading = (async () => {
        for await (const part of fast.driver.stream(request, stop.signal)) {
          if (part.type !== 'text') continue
          texts++
          // Lets what has arrived pile up before the stop.
          await new Promise((resolve) => setTimeout(resolve, 30))
          stop.abort('enough')
        }
      })()
      assert.equal(await reading.catch((thrown: unknown) => thrown), 'enough')
      assert.equal(texts, 1)
    })

    test('a reader may leave early', async ({ assert }) => {
      const stop = new AbortController()
      for await (const part of slow.driver.stream(request, stop.signal)) {
        if (part.type === 'text') break
      }
      assert.isFalse(stop.signal.aborted)
    })

    test('answers several requests at once, each on its own', async ({ assert }) => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => collectParts(fast.driver.stream(request, never())))
      )
      const texts = answers.map(({ parts }) => textOf(parts))
      assert.lengthOf(new Set(texts).keys().toArray(), 1)
    })

    test('writes a title when asked for one', async ({ assert }) => {
      const { parts } = await collectParts(
        fast.driver.stream(
          { ...request, messages: titleMessages('How do I cook rice?'), settings: {} },
          never()
        )
      )
      const title = titleText(textOf(parts))
      assert.isString(title)
      assert.isAtMost(title!.length, 80)
    })
  })
}

const indexesOf = (parts: ModelPart[], type: ModelPart['type']) =>
  parts.flatMap((part, index) => (part.type === type ? [index] : []))
