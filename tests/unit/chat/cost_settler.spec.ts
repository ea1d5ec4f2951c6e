import type { LookUpResult } from '#ai/look_up/generation_look_up'
import { unknownFacts } from '#ai/model_facts'
import { askWithSameKey } from '#chat/costs/ask_with_same_key'
import { CostSettler } from '#chat/costs/cost_settler'
import type { CostLookUp } from '#metering/cost_look_ups'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { PRICING } from '#tests/unit/metering/support/billing_upstream'
import { test } from '@japa/runner'

const usage = { inputTokens: 70, outputTokens: 30, cachedTokens: 0, reasoningTokens: 0 }
const found: LookUpResult = { type: 'found', costNano: 123_457, usage }
const notReady: LookUpResult = { type: 'not_ready' }
const MINUTE = 60_000

/** An answer that was stopped in the middle: an estimate, and a look-up that waits. */
async function givenStopped() {
  const lab = await GenerationLab.start({ factsOf: () => ({ ...unknownFacts, pricing: PRICING }) })
  const chat = givenChat()
  lab.scripted.enqueue(async function* (_request, signal) {
    yield { type: 'response', upstreamId: 'gen-7', model: 'vendor/model' }
    yield { type: 'text', text: 'The beginning' }
    await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    )
  })
  const { answerId, events } = chat.ask('Why?')
  await lab.push(chat.userId, [chat.chat, ...events])
  const said = () => lab.rows('SELECT 1 FROM usage_reservations WHERE upstream_id IS NOT NULL')
  await until(() => said().length === 1, 'the first words')
  await lab.push(chat.userId, [chat.stop(answerId)])
  const message = (await lab.outcome(chat.userId, answerId))!
  return { lab, chat, answerId, estimate: Number(message.cost_nano) }
}

/** A settler of one process; time stands still until it is set. */
function givenSettler(lab: GenerationLab, lookUp: (wanted: CostLookUp) => Promise<LookUpResult>) {
  const clock = { now: Date.now() }
  const asked: number[] = []
  const { database, ledger, lookUps, writer: serverWriter } = lab
  const settler = new CostSettler({
    ...{ database, ledger, lookUps, serverWriter, now: () => clock.now },
    logger: { warn: () => {} } as never,
    lookUp: async (wanted) => {
      asked.push(clock.now)
      return lookUp(wanted)
    },
  })
  const nextDueAt = () => lab.database.run((sqlite) => lab.lookUps.nextDueAt(sqlite))
  /** Lets time pass until nothing waits any more. */
  const runOut = async () => {
    for (let dueAt = await nextDueAt(); dueAt !== null; dueAt = await nextDueAt()) {
      if (asked.length > 100) throw new Error('Asked without end')
      clock.now = dueAt - 1
      if ((await settler.run()) > 0) throw new Error('Asked too early')
      clock.now = dueAt
      await settler.run()
    }
  }
  return { settler, clock, asked, runOut, nextDueAt }
}

const settled = (lab: GenerationLab, { userId }: { userId: string }) =>
  lab.events(userId, 'v1.AnswerCostSettled')
const rowOf = (lab: GenerationLab) =>
  lab.rows('SELECT cost_nano, is_estimate FROM usage_events')[0]!

async function assertSettledOnce(
  lab: GenerationLab,
  { userId }: { userId: string },
  answerId: string
) {
  const read = () => lab.message(userId, answerId)?.cost_nano === 123_457
  await until(read, 'the cost in the log')
  const events = settled(lab, { userId })
  if (events.length !== 1) throw new Error(`Told ${events.length} times`)
  return { event: events[0]!.args, row: rowOf(lab), message: lab.message(userId, answerId)! }
}

test.group('Cost settler', () => {
  test('what the provider says corrects ledger, answer and log, once', async ({ assert }) => {
    const { lab, chat, answerId, estimate } = await givenStopped()
    assert.isAbove(estimate, 0)
    assert.deepEqual(rowOf(lab), { cost_nano: estimate, is_estimate: 1 })
    const { runOut, asked } = givenSettler(lab, async () => found)
    await runOut()
    const { event, row, message } = await assertSettledOnce(lab, chat, answerId)
    assert.containsSubset(event, { answerId, costNano: 123_457, isEstimate: false, usage })
    assert.deepEqual(row, { cost_nano: 123_457, is_estimate: 0 })
    assert.containsSubset(message, { cost_is_estimate: 0, input_tokens: 70, status: 'stopped' })
    assert.equal(lab.generation(chat.userId, answerId)!.cost_nano, 123_457)
    assert.lengthOf(asked, 1)
  })

  test('asks ever more rarely, and gives up after a quarter of an hour with the estimate', async ({
    assert,
  }) => {
    const { lab, chat, estimate } = await givenStopped()
    const { runOut, asked } = givenSettler(lab, async () => notReady)
    await runOut()
    const pauses = asked.slice(1).map((at, index) => (at - asked[index]!) / 1_000)
    assert.deepEqual(pauses.slice(0, 8), [2, 4, 8, 16, 32, 64, 120, 120])
    assert.isAtMost(asked.at(-1)! - asked[0]!, 15 * MINUTE)
    assert.isAtLeast(asked.at(-1)! - asked[0]!, 10 * MINUTE)
    assert.deepEqual(rowOf(lab), { cost_nano: estimate, is_estimate: 1 })
    assert.lengthOf(settled(lab, chat), 0)
  })

  test('a provider that asks for patience gets it', async ({ assert }) => {
    const { lab } = await givenStopped()
    const answers: LookUpResult[] = [{ type: 'not_ready', retryAfterMs: 90_000 }, found]
    const { runOut, asked } = givenSettler(lab, async () => answers.shift()!)
    await runOut()
    assert.equal(asked[1]! - asked[0]!, 90_000)
  })

  test('a process that dies while it asks leaves the question to the next', async ({ assert }) => {
    const { lab, chat, answerId } = await givenStopped()
    let answer = (_result: LookUpResult) => {}
    const first = givenSettler(lab, () => new Promise((resolve) => (answer = resolve)))
    first.clock.now += 5_000
    void first.settler.run()
    await until(() => first.asked.length === 1, 'the first look-up')
    const next = await lab.crash()
    answer({ type: 'found', costNano: 1, usage: null })

    const { runOut, asked } = givenSettler(next, async () => found)
    await runOut()
    assert.lengthOf(asked, 1)
    await assertSettledOnce(next, chat, answerId)
  })

  test('tries count on over a restart, and a long absence asks once more', async ({ assert }) => {
    const { lab, estimate } = await givenStopped()
    const first = givenSettler(lab, async () => notReady)
    for (let count = 0; count < 3; count++) {
      first.clock.now = (await first.nextDueAt())!
      await first.settler.run()
    }
    const next = await lab.crash()
    const second = givenSettler(next, async () => notReady)
    second.clock.now = (await second.nextDueAt())!
    await second.settler.run()
    assert.equal((await second.nextDueAt())! - second.clock.now, 16_000)

    second.clock.now += 60 * MINUTE
    await second.settler.run()
    assert.lengthOf(second.asked, 2)
    assert.isNull(await second.nextDueAt())
    assert.deepEqual(rowOf(next), { cost_nano: estimate, is_estimate: 1 })
  })

  test('one that was stopped stores nothing any more', async ({ assert }) => {
    const { lab, chat } = await givenStopped()
    let answer = (_result: LookUpResult) => {}
    const { settler, clock, asked, nextDueAt } = givenSettler(
      lab,
      () => new Promise((resolve) => (answer = resolve))
    )
    clock.now += 5_000
    const running = settler.run()
    await until(() => asked.length === 1, 'the look-up')
    settler.stop()
    answer(found)
    await running
    assert.isNotNull(await nextDueAt())
    assert.lengthOf(settled(lab, chat), 0)
  })

  test('a deleted chat is not told, its cost is corrected all the same', async ({ assert }) => {
    const { lab, chat } = await givenStopped()
    await lab.push(chat.userId, [chat.removeChat()])
    const { runOut } = givenSettler(lab, async () => found)
    await runOut()
    assert.deepEqual(rowOf(lab), { cost_nano: 123_457, is_estimate: 0 })
    assert.deepEqual(lab.rows('SELECT * FROM pending_server_events'), [])
    assert.lengthOf(settled(lab, chat), 0)
  })
})

test.group('Cost look-ups ask with the same key', () => {
  const wanted: CostLookUp = {
    ...{ usageEventId: 'e', userId: 'ada', provider: 'openrouter', model: 'vendor/model' },
    ...{ keyId: 'key-1', upstreamId: 'gen-7', tries: 0, giveUpAt: 0 },
  }
  const ask = async (connections: ConstructorParameters<typeof ScriptedKeyRing>[0], rest = {}) => {
    const asked: (string | null)[] = []
    const lookUp = {
      handle: async ({ keyId }: { keyId: string | null }) => {
        asked.push(keyId)
        return found
      },
    }
    const ring = new ScriptedKeyRing(connections)
    const result = await askWithSameKey(ring, lookUp as never, { ...wanted, ...rest })
    return { type: result.type, asked }
  }

  test('with the one that had the answer', async ({ assert }) => {
    const own = { openrouter: { keyId: 'key-1' } }
    assert.deepEqual(await ask(own), { type: 'found', asked: ['key-1'] })
    const operator = { openrouter: { keyId: null, billedTo: 'operator' as const } }
    assert.deepEqual(await ask(operator, { keyId: null }), { type: 'found', asked: [null] })
  })

  test('not with another one, and not without', async ({ assert }) => {
    const none = { type: 'impossible', asked: [] }
    assert.deepEqual(await ask({}), none)
    assert.deepEqual(await ask({ openrouter: { keyId: 'key-2' } }), none)
    assert.deepEqual(await ask({ openrouter: { keyId: null, billedTo: 'operator' } }), none)
    assert.deepEqual(await ask({ openrouter: { keyId: 'key-2' } }, { keyId: null }), none)
  })

  test('a key that was removed ends the look-up with the estimate, at the first try', async ({
    assert,
  }) => {
    const { lab, chat, estimate } = await givenStopped()
    const lookUp = { handle: () => Promise.reject(new Error('Nobody may be asked')) }
    const { runOut, asked } = givenSettler(lab, (due) =>
      askWithSameKey(new ScriptedKeyRing({}), lookUp as never, due)
    )
    await runOut()
    assert.lengthOf(asked, 1)
    assert.deepEqual(rowOf(lab), { cost_nano: estimate, is_estimate: 1 })
    assert.lengthOf(settled(lab, chat), 0)
  })

  test('a key ring that fails for a moment is tried again', async ({ assert }) => {
    const ring = { connect: () => Promise.reject(new Error('locked')) }
    const result = await askWithSameKey(ring as never, {} as never, wanted)
    assert.equal(result.type, 'not_ready')
  })
})
