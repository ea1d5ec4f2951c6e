import { setTimeout as pause } from 'node:timers/promises'
import { AnswerTemporarily } from '#chat/temporary/answer_temporarily'
import { lineStream } from '#chat/temporary/line_stream'
import { TemporaryReaders } from '#chat/temporary/temporary_readers'
import { TemporarySlots } from '#chat/temporary/temporary_slots'
import type { TemporaryEnd, TemporaryLine } from '#shared/protocol/temporary_chat'
import { test } from '@japa/runner'

type Dependencies = ConstructorParameters<typeof AnswerTemporarily>[0]

const PACE = { signOfLife: 10, stall: 100 }

/** Says more than any buffer holds. */
function endless() {
  let isClosed = false
  async function* lines(): AsyncGenerator<TemporaryLine> {
    try {
      for (;;) yield { type: 'text', text: 'x'.repeat(10_000) }
    } finally {
      isClosed = true
    }
  }
  return { lines: lines(), isClosed: () => isClosed }
}

test.group('Temporary answers | readers', () => {
  test('one that takes nothing is let go', async ({ assert }) => {
    const { lines, isClosed } = endless()
    const body = lineStream(lines, PACE)
    body.once('readable', () => undefined)
    const error = await new Promise<Error>((resolve) => body.once('error', resolve))
    assert.match(error.message, /took nothing/)
    await pause(1)
    assert.isTrue(isClosed())
  })

  test('one that is slow is not', async ({ assert }) => {
    const { lines } = endless()
    const body = lineStream(lines, PACE)
    const startedAt = performance.now()
    while (performance.now() - startedAt < 4 * PACE.stall) {
      body.read()
      await pause(PACE.stall / 4)
    }
    assert.isFalse(body.destroyed)
    body.destroy()
  })

  test('one that waits for a model hears signs of life', async ({ assert }) => {
    const gate = Promise.withResolvers<void>()
    async function* silent(): AsyncGenerator<TemporaryLine> {
      await gate.promise
      yield { type: 'text', text: 'at last' }
    }
    const body = lineStream(silent(), PACE)
    const heard: string[] = []
    body.on('data', (part: Buffer) => heard.push(part.toString()))
    await pause(2 * PACE.stall)
    assert.isFalse(body.destroyed)
    assert.isAbove(heard.length, 1)
    gate.resolve()
    await new Promise((resolve) => body.once('end', resolve))
  })

  test('one whose time is over hears that it took too long', async ({ assert }) => {
    const answerTemporarily = new AnswerTemporarily({
      slots: new TemporarySlots({ perUser: 1, total: 1 }),
      findModel: async () => ({ contextLength: null, maxOutputTokens: null }),
      async *ask(_userId: string, _request: unknown, signal: AbortSignal) {
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error))
        )
        yield { type: 'text', text: 'never' }
      },
      recordUsage: async () => undefined,
    } as unknown as Dependencies)
    const question = {
      ...{ model: 'vendor/model', settings: {} },
      messages: [{ role: 'user', content: 'x' }],
    } as never
    const timeout = new AbortController()
    const result = await answerTemporarily.handle({
      ...{ userId: 'ann', question, signal: timeout.signal },
    })
    if (result.type !== 'answering') throw new Error(result.type)
    const next = result.lines.next()
    timeout.abort(new DOMException('Time is over', 'TimeoutError'))
    const end = (await next).value as TemporaryEnd
    assert.equal(end.failure?.code, 'TIMEOUT')
  })

  test('those of one session end with it, and no others', ({ assert }) => {
    const readers = new TemporaryReaders()
    const ended: string[] = []
    readers.add('one', () => ended.push('a'))
    const forget = readers.add('one', () => ended.push('left before'))
    readers.add('other', () => ended.push('b'))
    forget()
    readers.endSession('one')
    readers.endSession('nobody')
    assert.deepEqual(ended, ['a'])
  })
})
