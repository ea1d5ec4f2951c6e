import { ModelError } from '#ai/model_error'
import type { ModelPart } from '#ai/model_driver'
import { readCheckpoint } from '#chat/generation/answer_snapshot'
import { StorageUnavailableError } from '#core/database'
import { gatewayOver, RETRY } from '#tests/support/gateway'
import { ScriptedKeyRing } from '#tests/support/scripted_key_ring'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import {
  failsAfter,
  hangsAfter,
  says,
  ScriptedDriver,
} from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const FIRST = 'openrouter:vendor/first'
const SECOND = 'anthropic:second'

/** A lab where OpenRouter is reached by an own key and Anthropic by the operator's. */
async function givenLab(options: Parameters<typeof GenerationLab.start>[0] = {}) {
  const [first, second] = [new ScriptedDriver(), new ScriptedDriver()]
  const keyRing = new ScriptedKeyRing({
    openrouter: {},
    anthropic: { keyId: null, billedTo: 'operator' },
  })
  const gateway = gatewayOver(({ provider }) => (provider === 'openrouter' ? first : second), {
    keyRing,
    retry: { ...RETRY, attempts: 0 },
  })
  const lab = await GenerationLab.start({ gateway, ...options })
  const chat = givenChat()
  const prefer = (value: unknown) =>
    chat.event('v1.PreferenceSet', {
      ...{ key: 'fallback_models', value: JSON.stringify(value), setAt: Date.now() },
    } as never)
  const ask = () => chat.ask('Q', { model: FIRST } as never)
  return { lab, chat, first, second, keyRing, prefer, ask }
}

test.group('Generation | models', () => {
  test('a preferred model answers instead, and is the one that is told of', async ({ assert }) => {
    const { lab, chat, first, second, prefer, ask } = await givenLab()
    first.always(failsAfter(new ModelError('PROVIDER')))
    const { answerId, events } = ask()
    const unwanted = [FIRST, 7, 'x'.repeat(500)]
    await lab.push(chat.userId, [chat.chat, prefer([...unwanted, SECOND]), ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.containSubset(message, { status: 'complete', model: 'anthropic:vendor/model' })
    assert.lengthOf(second.requests, 1)
    assert.containSubset(lab.generation(chat.userId, answerId), {
      ...{ requested_model: FIRST, attempted_model: SECOND, attempts: 2 },
      ...{ provider: 'anthropic', key_id: null, billed_to: 'operator' },
    })
  })

  test('a fallback that says nothing may have cost something, whatever the first model said', async ({
    assert,
  }) => {
    const { lab, chat, first, second, prefer, ask } = await givenLab()
    first.always(failsAfter(new ModelError('PROVIDER')))
    second.always(failsAfter(new ModelError('TIMEOUT')))
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, prefer([SECOND]), ...events])
    assert.containSubset(await lab.outcome(chat.userId, answerId), { error_code: 'PROVIDER' })
    assert.containSubset(lab.rows('SELECT provider, ending, is_estimate FROM usage_events'), [
      { provider: 'anthropic', ending: 'failed', is_estimate: 1 },
    ])
    assert.lengthOf(
      lab.rows('SELECT * FROM usage_events'),
      1,
      'a provider that failed charges nothing'
    )
  })

  test('every attempt is stored, with whose key it uses, before it is sent', async ({ assert }) => {
    const { lab, chat, first, prefer, ask } = await givenLab()
    const { answerId, events } = ask()
    let stored: unknown
    first.always(async function* () {
      stored = lab.generation(chat.userId, answerId)
      yield* says('ok')()
    })
    await lab.push(chat.userId, [chat.chat, prefer([SECOND]), ...events])
    await lab.outcome(chat.userId, answerId)
    assert.containSubset(stored, {
      ...{ status: 'running', attempts: 1, attempted_model: FIRST },
      ...{ provider: 'openrouter', key_id: 'key-openrouter', billed_to: 'own_key' },
    })
  })

  test('a crash before the first checkpoint leaves who was asked', async ({ assert }) => {
    const { lab, chat, first, ask } = await givenLab()
    first.always(hangsAfter())
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => first.requests.length === 1)
    const next = await lab.crash()
    assert.equal((await next.outcome(chat.userId, answerId)).error_code, 'INTERRUPTED')
    const connection = { provider: 'openrouter', keyId: 'k', billedTo: 'own_key' } as const
    assert.deepEqual(readCheckpoint(null, connection).connection, connection)
    assert.deepEqual(readCheckpoint('not json', connection).connection, connection)
    assert.equal(next.generation(chat.userId, answerId).key_id, 'key-openrouter')
  })

  test('an attempt that cannot be stored is not sent until it is', async ({ assert }) => {
    const { lab, chat, first, keyRing, ask } = await givenLab()
    const connect = keyRing.connect.bind(keyRing)
    // Between the claim, which is stored, and the attempt.
    keyRing.connect = (...who) => {
      lab.storageFault = 'SQLITE_FULL'
      keyRing.connect = connect
      return connect(...who)
    }
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.logged.some(({ text }) => text === 'attempt waits for storage'))
    assert.lengthOf(first.requests, 0)
    lab.storageFault = null
    const message = await lab.outcome(chat.userId, answerId)
    assert.equal(message.status, 'complete')
    assert.lengthOf(first.requests, 1)
  })

  test('what is offered may have to be looked up; several requests wait for one answer', async ({
    assert,
  }) => {
    const asked: string[] = []
    const offersModel = async (userId: string, modelId: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      asked.push(`${userId} ${modelId}`)
      return modelId !== SECOND
    }
    const { lab, chat, first, second, prefer, ask } = await givenLab({ offersModel })
    first.always(failsAfter(new ModelError('PROVIDER')))
    const [one, two] = [ask(), ask()]
    const refused = chat.ask('Q', { model: SECOND } as never)
    await lab.push(chat.userId, [
      ...[chat.chat, prefer([SECOND])],
      ...[...one.events, ...two.events, ...refused.events],
    ])
    for (const { answerId } of [one, two]) {
      assert.equal((await lab.outcome(chat.userId, answerId)).error_code, 'PROVIDER')
    }
    const message = await lab.outcome(chat.userId, refused.answerId)
    assert.equal(message.error_code, 'VALIDATION')
    assert.lengthOf(second.requests, 0, 'a fallback that is not on offer is not asked')
    assert.includeMembers(asked, [`${chat.userId} ${FIRST}`, `${chat.userId} ${SECOND}`])
  })

  test('a look-up that fails refuses; one that storage holds up waits', async ({ assert }) => {
    let isLocked = true
    const offersModel = async () => {
      if (isLocked) throw new StorageUnavailableError('DATABASE_LOCKED', null)
      throw new TypeError('broken')
    }
    const { lab, chat, ask } = await givenLab({ offersModel })
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, ...events])
    await until(() => lab.logged.some(({ text }) => text === 'answers cannot start'))
    assert.equal(lab.generation(chat.userId, answerId).status, 'queued')
    isLocked = false
    assert.equal((await lab.outcome(chat.userId, answerId)).error_code, 'VALIDATION')
  })

  test('the title is written by the model that answered, and paid by who paid for it', async ({
    assert,
  }) => {
    const { lab, chat, first, second, ask } = await givenLab()
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, ...events])
    await lab.outcome(chat.userId, answerId)
    // The lab's title model is one of the operator's server, which this person does not reach with their own key.
    await until(() => lab.logged.some(({ text }) => text === 'no title'))
    assert.lengthOf([...first.titleRequests, ...second.titleRequests], 0)
  })

  test('tool calls are streamed, stored and bounded', async ({ assert }) => {
    const { lab, chat, first, ask } = await givenLab()
    const call: ModelPart = {
      ...{ type: 'tool-call', name: 'look_up', arguments: '{"word":"tea"}' },
      ...{ result: 'x'.repeat(20_000), startedAt: 1_000.4, endedAt: 2_000 },
    }
    first.always(says('Let me see. ', call, 'Tea.'))
    const { answerId, events } = ask()
    await lab.push(chat.userId, [chat.chat, ...events])
    const message = await lab.outcome(chat.userId, answerId)
    assert.deepEqual(JSON.parse(String(message.metadata)).parts, [
      { type: 'text', length: 12 },
      {
        ...{ type: 'tool-call', name: 'look_up', arguments: '{"word":"tea"}' },
        ...{ startedAt: 1_000, endedAt: 2_000 },
      },
      { type: 'text', length: 4 },
    ])
    assert.equal(message.content, 'Let me see. Tea.')
  })
})
