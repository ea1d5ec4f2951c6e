import { test } from '@japa/runner'

import type { ModelDriver } from '#ai/model_driver'
import { ModelError } from '#ai/model_error'
import { connectDriver } from '#tests/support/connect_driver'
import { gatewayOver } from '#tests/support/gateway'
import { Random } from '#tests/support/random'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'
import { tokens } from '#tests/support/upstream/steps'

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const ANSWERS = 60
const WORDS = Array.from({ length: 20 }, (_, index) => `word${index} `)

test.group('Model gateway | upstreams that are killed', () => {
  test('every answer is whole, broken off or refused, and nobody is asked after a first token', async ({
    assert,
  }) => {
    const random = new Random(SEED)
    const names = ['openrouter', 'openai'] as const
    const upstreams = new Map<string, ScriptableUpstream>()
    const everyUpstream: ScriptableUpstream[] = []
    const start = async (name: string, port?: number) => {
      const upstream = await ScriptableUpstream.start({ port })
      upstream.script([tokens(WORDS, { everyMs: 4 })])
      upstreams.set(name, upstream)
      everyUpstream.push(upstream)
      return upstream
    }
    for (const name of names) await start(name)
    const ports = new Map(
      [...upstreams].map(([name, { origin }]) => [name, Number(new URL(origin).port)])
    )
    const drivers = new Map<string, ModelDriver>(
      [...upstreams].map(([name, upstream]) => [
        name,
        connectDriver(upstream, { firstTokenTimeoutMs: 300, stallTimeoutMs: 300 }),
      ])
    )
    const gateway = gatewayOver(({ provider }) => drivers.get(provider)!, {
      keyRing: new ScriptedKeyRing({ openrouter: {}, openai: {} }),
      circuit: { failures: 4, pause: 15 },
    })

    const end = new AbortController()
    const killing = (async () => {
      while (!end.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 30 + random.below(120)))
        const name = random.pick(names)!
        await upstreams.get(name)!.close()
        await new Promise((resolve) => setTimeout(resolve, random.below(40)))
        await start(name, ports.get(name))
      }
    })()

    /** When the first token of each question was heard, on the clock of the upstreams' ledgers. */
    const heard = new Map<string, number>()
    const outcomes = { whole: 0, broken: 0, refused: 0 }
    const ask = async (question: string) => {
      const messages = [{ role: 'user' as const, content: question }]
      const request = { userId: 'u', modelId: 'openrouter:m', fallbacks: ['openai:m'], messages }
      let said = ''
      try {
        const signal = new AbortController().signal
        const hooks = { onAttempt: () => {} }
        for await (const part of gateway.stream({ ...request, settings: {} }, signal, hooks)) {
          if (part.type !== 'text') continue
          if (said === '') heard.set(question, performance.timeOrigin + performance.now())
          said += part.text
        }
        assert.equal(said, WORDS.join(''))
        outcomes.whole++
      } catch (error) {
        assert.instanceOf(error, ModelError)
        outcomes[said === '' ? 'refused' : 'broken']++
      }
      assert.isTrue(WORDS.join('').startsWith(said), `one answer, not two: ${said}`)
    }
    for (let round = 0; round < ANSWERS / 6; round++) {
      await Promise.all(Array.from({ length: 6 }, (_, index) => ask(`q${round}-${index}`)))
    }
    end.abort()
    await killing
    for (const upstream of upstreams.values()) await upstream.close()

    for (const { question, receivedAt } of everyUpstream.flatMap(({ requests }) => requests)) {
      const heardAt = heard.get(question) ?? Infinity
      assert.isBelow(receivedAt, heardAt, `${question} was asked after a first token; seed ${SEED}`)
    }
    assert.isAbove(outcomes.broken, 0, `nothing was killed in the middle; seed ${SEED}`)
    assert.isAbove(outcomes.whole, 0, `seed ${SEED}`)
    assert.equal(outcomes.whole + outcomes.broken + outcomes.refused, ANSWERS)
  }).timeout(30_000)
})
