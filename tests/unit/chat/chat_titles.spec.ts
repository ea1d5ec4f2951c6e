import { ModelError } from '#ai/model_error'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { failsAfter, hangsAfter, says } from '#tests/unit/chat/support/scripted_driver'
import { test } from '@japa/runner'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function answered(lab: GenerationLab, chat: ReturnType<typeof givenChat>, isNew = true) {
  const { answerId, events } = chat.ask('How do magnets work?')
  await lab.push(chat.userId, [...(isNew ? [chat.chat] : []), ...events])
  return lab.outcome(chat.userId, answerId)
}

const titleOf = (lab: GenerationLab, { userId, chatId }: ReturnType<typeof givenChat>) =>
  lab.rows('SELECT title, title_by FROM chats WHERE user_id = ? AND id = ?', userId, chatId)[0]

test.group('Chat titles', () => {
  test('the first answer gives the chat its title, once', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    lab.scripted.titleScript = says('Magnets')
    await answered(lab, chat)
    await until(() => titleOf(lab, chat).title !== null, 'a title')
    assert.deepEqual(titleOf(lab, chat), { title: 'Magnets', title_by: 'model' })
    await answered(lab, chat, false)
    await pause(30)
    assert.lengthOf(lab.scripted.titleRequests, 1)
    assert.lengthOf(lab.events(chat.userId, 'v1.ChatTitled'), 1)
  })

  test("the user's own title wins, before and after", async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    const rename = (title: string) =>
      lab.push(chat.userId, [chat.event('v1.ChatRenamed', { title, renamedAt: Date.now() })])
    let goOn = () => {}
    lab.scripted.titleScript = async function* () {
      await new Promise<void>((resolve) => (goOn = resolve))
      yield* says('From a model')()
    }
    await answered(lab, chat)
    await until(() => lab.scripted.titleRequests.length === 1)
    await rename('Mine')
    goOn()
    await pause(40)
    assert.deepEqual(titleOf(lab, chat), { title: 'Mine', title_by: 'user' })
    assert.lengthOf(lab.events(chat.userId, 'v1.ChatTitled'), 0)
    await answered(lab, chat, false)
    await pause(20)
    assert.lengthOf(lab.scripted.titleRequests, 1)
  })

  test('one retry, then the chat goes without; the answer does not care', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    lab.scripted.titleScript = failsAfter(new ModelError('PROVIDER'))
    assert.equal((await answered(lab, chat)).status, 'complete')
    await until(() => lab.logged.some(({ text }) => text === 'no title'))
    assert.lengthOf(lab.scripted.titleRequests, 2)
    assert.isNull(titleOf(lab, chat).title)
    assert.notInclude(JSON.stringify(lab.logged), 'magnets')
  })

  test('a failed or stopped answer gives no title', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    lab.scripted.enqueue(failsAfter(new ModelError('AUTH'), 'half'))
    assert.equal((await answered(lab, chat)).status, 'failed')
    await pause(20)
    assert.lengthOf(lab.scripted.titleRequests, 0)
  })

  test('a shutdown does not wait for a title', async ({ assert }) => {
    const lab = await GenerationLab.start()
    const chat = givenChat()
    lab.scripted.titleScript = hangsAfter()
    await answered(lab, chat)
    await until(() => lab.scripted.titleRequests.length === 1)
    const begun = performance.now()
    await lab.module.shutdown()
    assert.isBelow(performance.now() - begun, 200)
    await pause(20)
    assert.isNull(titleOf(lab, chat).title)
  })
})
