import { unknownFacts } from '#ai/model_facts'
import { ModelError } from '#ai/model_error'
import type { Connection } from '#ai/keys/connection'
import { AnswerAccounts } from '#chat/costs/answer_accounts'
import { MeterCalls } from '#chat/costs/meter_calls'
import { TemporaryAnswer } from '#chat/temporary/temporary_answer'
import { failureSentence } from '#shared/failure_sentence'
import { readMetadata } from '#shared/tables/message_metadata'
import { gatewayOver } from '#tests/support/gateway'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { failsAfter, hangsAfter, ScriptedDriver } from '#tests/unit/chat/support/scripted_driver'
import { PRICING } from '#tests/unit/metering/support/billing_upstream'
import { test } from '@japa/runner'

const factsOf = () => ({ ...unknownFacts, pricing: PRICING })
const midnight = () => (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000

const calls = (lab: GenerationLab) =>
  lab.rows(`SELECT kind, chat_id, ending, cost_nano, is_estimate FROM usage_events ORDER BY kind`)
const open = (lab: GenerationLab) => lab.rows('SELECT * FROM usage_reservations')

/** What a temporary chat asks with. */
function givenMeter(lab: GenerationLab, driver = new ScriptedDriver()) {
  const accounts = new AnswerAccounts(lab.ledger, lab.lookUps, factsOf, () => lab.now())
  const gateway = gatewayOver(() => driver)
  const logger = { error: () => {} } as never
  const meter = new MeterCalls(async () => gateway, lab.database, accounts, logger)
  const ask = () =>
    meter.stream(
      {
        ...{ userId: 'ada', modelId: 'vendor/model', fallbacks: [], settings: {} },
        messages: [{ role: 'user', content: 'Why?' }],
      },
      new AbortController().signal,
      { kind: 'temporary', chatId: null }
    )
  const drain = async () => {
    for await (const part of ask()) void part
  }
  return { driver, ask, drain }
}

test.group('Metering', () => {
  test('an answer and the title it leads to are one row each', async ({ assert }) => {
    const lab = await GenerationLab.start({ factsOf })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Why?')
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    await until(() => calls(lab).length === 2, 'the title')
    const row = { chat_id: chat.chatId, ending: 'completed', cost_nano: 1_234, is_estimate: 0 }
    assert.deepEqual(calls(lab), [
      { kind: 'answer', ...row },
      { kind: 'title', ...row },
    ])
    assert.deepEqual(open(lab), [])
    const told = lab.message(chat.userId, answerId)!
    assert.equal(told.cost_nano, 1_234, 'the title is no part of what the answer cost')
  })

  test('a title that was refused costs nothing', async ({ assert }) => {
    const lab = await GenerationLab.start({ factsOf })
    lab.scripted.titleScript = failsAfter(new ModelError('VALIDATION', { status: 400 }))
    const chat = givenChat()
    const { answerId, events } = chat.ask('Why?')
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    await until(() => lab.scripted.titleRequests.length > 0 && open(lab).length === 0, 'the title')
    assert.lengthOf(calls(lab), 1)
  })

  test('a title that a crash left behind is a guess', async ({ assert }) => {
    const lab = await GenerationLab.start({ factsOf })
    lab.scripted.titleScript = hangsAfter('Half a ti')
    const other = givenChat()
    await lab.push(other.userId, [other.chat, ...other.ask('Why?').events])
    await until(() => open(lab).some(({ kind }) => kind === 'title'), 'the second title')
    const next = await lab.crash({ factsOf })
    const titles = calls(next).filter(({ kind }) => kind === 'title')
    assert.deepEqual(
      titles.map(({ ending, is_estimate: isEstimate }) => [ending, isEstimate]),
      [['failed', 1]]
    )
    assert.deepEqual(open(next), [])
  })

  test('a temporary answer is one row that names no chat', async ({ assert }) => {
    const lab = await GenerationLab.start()
    await givenMeter(lab).drain()
    assert.deepEqual(calls(lab), [
      ...[{ kind: 'temporary', chat_id: null, ending: 'completed' }].map((row) => ({
        ...{ ...row, cost_nano: 1_234, is_estimate: 0 },
      })),
    ])
    assert.deepEqual(open(lab), [])
  })

  test('its reader leaves: one row, an estimate', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const { driver, ask } = givenMeter(lab)
    driver.enqueue(hangsAfter('Some', ' words'))
    for await (const part of ask()) if (part.type === 'text') break
    assert.lengthOf(calls(lab), 1)
    assert.containsSubset(calls(lab), [{ kind: 'temporary', ending: 'stopped', is_estimate: 1 }])
    assert.isAbove(Number(calls(lab)[0]!.cost_nano), 0)
  })

  test('attempts that a provider refused are free, the one that answered is counted once', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    const { driver, drain } = givenMeter(lab)
    driver.enqueue(
      ...[failsAfter(new ModelError('RATE_LIMIT')), failsAfter(new ModelError('PROVIDER'))]
    )
    await drain()
    assert.lengthOf(driver.requests, 3)
    assert.lengthOf(calls(lab), 1)
    assert.equal(calls(lab)[0]!.cost_nano, 1_234)
  })
})

test.group("The operator's daily limit", () => {
  const sent = (lab: GenerationLab) => lab.scripted.requests.length

  test('is told with the moment it starts afresh, and nothing is sent', async ({ assert }) => {
    const limits = { total: 1_000, perUser: null }
    const lab = await GenerationLab.start({ factsOf, limits })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Why?')
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = (await lab.outcome(chat.userId, answerId))!
    const [failed] = lab.events(chat.userId, 'v1.AnswerFailed')
    assert.containsSubset(failed!.args, { code: 'BUDGET', isRetryable: false, costNano: null })
    assert.equal(failed!.args.operatorLimitResetsAt, midnight())
    assert.equal(readMetadata(String(message.metadata)).operatorLimitResetsAt, midnight())
    assert.equal(message.error_code, 'BUDGET')
    assert.equal(sent(lab), 0)
    assert.deepEqual([calls(lab), open(lab)], [[], []])
  })

  test('says the same sentence in a temporary chat', async ({ assert }) => {
    const limits = { total: 1_000, perUser: null }
    const lab = await GenerationLab.start({ factsOf, limits })
    const { driver, drain } = givenMeter(lab)
    const error = await drain().catch((thrown: unknown) => thrown)
    const { failure } = new TemporaryAnswer(0, 0).failed(error)
    assert.containsSubset(failure, { code: 'BUDGET', operatorLimitResetsAt: midnight() })
    const stored = { code: 'BUDGET', operatorLimitResetsAt: midnight() }
    const now = Date.now()
    assert.equal(failureSentence(failure!, null, now), failureSentence(stored, null, now))
    assert.lengthOf(driver.requests, 0)
  })

  test('does not concern who brings a key', async ({ assert }) => {
    const limits = { total: 0, perUser: 0 }
    const driver = new ScriptedDriver()
    const keyRing = new ScriptedKeyRing({ openrouter: {} })
    const gateway = gatewayOver((_connection: Connection) => driver, { keyRing })
    const lab = await GenerationLab.start({ factsOf, limits, gateway })
    const chat = givenChat()
    const { answerId, events } = chat.ask('Why?')
    const [question, request] = events
    Object.assign(request!.args, { model: 'openrouter:vendor/model' })
    await lab.push(chat.userId, [chat.chat, question!, request!])
    assert.equal((await lab.outcome(chat.userId, answerId))!.status, 'complete')
    assert.lengthOf(driver.requests, 1)
  })
})
