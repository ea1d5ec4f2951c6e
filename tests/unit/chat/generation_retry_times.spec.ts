import { ModelError } from '#ai/model_error'
import { gatewayOver } from '#tests/support/gateway'
import { GenerationLab, givenChat } from '#tests/unit/chat/support/generation_lab'
import { failsAfter, ScriptedDriver } from '#tests/unit/chat/support/scripted_driver'
import { readMetadata } from '#shared/tables/message_metadata'
import { test } from '@japa/runner'

type Lab = GenerationLab

async function failureOf(lab: Lab, chat: ReturnType<typeof givenChat>) {
  const { answerId, events } = chat.ask('Why?')
  await lab.push(chat.userId, [...(lab.events(chat.userId).length ? [] : [chat.chat]), ...events])
  const message = (await lab.outcome(chat.userId, answerId))!
  const event = lab
    .events(chat.userId, 'v1.AnswerFailed')
    .find(({ args }) => args.answerId === answerId)!
  return { ...event.args, metadata: readMetadata(String(message.metadata)) }
}

test.group('When a failed answer can be asked again', () => {
  test('is what the provider says, once it asks for more patience than an answer has', async ({
    assert,
  }) => {
    const lab = await GenerationLab.start()
    lab.scripted.always(failsAfter(new ModelError('RATE_LIMIT', { retryAfterMs: 20_000 })))
    const before = Date.now()
    const { code, retryAt, metadata } = await failureOf(lab, givenChat())
    assert.equal(code, 'RATE_LIMIT')
    assert.isAtLeast(retryAt!, before + 20_000)
    assert.isAtMost(retryAt!, Date.now() + 20_000)
    assert.equal(metadata.retryAt, retryAt)
    assert.lengthOf(lab.scripted.requests, 1)
  })

  test('is when an open circuit lets one through, and nothing is sent before', async ({
    assert,
  }) => {
    const driver = new ScriptedDriver()
    let now = Date.now()
    const retry = { attempts: 0, pause: 1, longestPause: 1, longestChain: 60_000 }
    const gateway = gatewayOver(() => driver, {
      ...{ retry, circuit: { failures: 1, pause: 30_000 }, now: () => now },
    })
    const lab = await GenerationLab.start({ gateway })
    const chat = givenChat()
    driver.enqueue(failsAfter(new ModelError('PROVIDER')))
    const first = await failureOf(lab, chat)
    assert.notProperty(first, 'retryAt')
    assert.notProperty(first.metadata, 'retryAt')

    now += 12_000
    const before = Date.now()
    const second = await failureOf(lab, chat)
    assert.equal(second.code, 'PROVIDER')
    assert.isAtLeast(second.retryAt!, before + 18_000)
    assert.isAtMost(second.retryAt!, Date.now() + 18_000)
    assert.lengthOf(driver.requests, 1)

    now += 18_000
    const { answerId, events } = chat.ask('And now?')
    await lab.push(chat.userId, events)
    assert.equal((await lab.outcome(chat.userId, answerId))!.status, 'complete')
  })

  test('is nothing that asking again could not help with', async ({ assert }) => {
    const lab = await GenerationLab.start()
    lab.scripted.always(failsAfter(new ModelError('AUTH', { retryAfterMs: 20_000 })))
    assert.notProperty(await failureOf(lab, givenChat()), 'retryAt')
  })
})
