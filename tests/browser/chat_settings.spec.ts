import { test } from '@japa/runner'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { offerModels } from '#tests/support/catalogue'
import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

const thinks = (model: BootstrapModel): BootstrapModel => ({
  ...model,
  canReason: true,
  contextLength: 100_000,
  maxOutputTokens: 5_000,
})

async function givenThinker(stage: Stage): Promise<ChatPage> {
  const chat = await givenGuest(stage)
  await offerModels(chat.device.context, [], thinks)
  await chat.reload()
  await chat.page.getByRole('button', { name: /^Thinking/ }).waitFor()
  return chat
}

const panel = (chat: ChatPage) => chat.page.getByRole('dialog', { name: /^Settings of/ })
const openPanel = async (chat: ChatPage) => {
  await chat.choose('More for this chat', 'Settings of this chat')
  await panel(chat).waitFor()
}
const close = async (chat: ChatPage) => {
  await chat.page.keyboard.press('Escape')
  await panel(chat).waitFor({ state: 'detached' })
}
const lastBody = (stage: Stage) => stage.upstream.answers.at(-1)!.body

test.group('Settings of a chat', () => {
  test('set before the first message reach the model, and so do those of one question', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenThinker(stage)
    await openPanel(chat)
    await panel(chat).getByLabel('System prompt').fill('Answer like a sailor.')
    await panel(chat).getByLabel('Longest answer').fill('9,000')
    await close(chat)
    await chat.press('Thinking: auto')
    await chat.page.getByRole('menuitemradio', { name: 'high', exact: true }).click()
    // A chat that does not exist yet keeps them over a reload.
    await chat.page.getByRole('button', { name: 'Thinking: high' }).waitFor()
    await chat.reload()
    await chat.page.getByRole('button', { name: 'Thinking: high' }).waitFor()

    await chat.ask('Ahoy')
    await chat.assertAnswered('Ahoy')
    assert.deepEqual(lastBody(stage).messages[0], {
      role: 'system',
      content: 'Answer like a sailor.',
    })
    assert.equal(lastBody(stage).reasoning_effort, 'high')
    // More than the model writes is asked of no model.
    assert.equal(lastBody(stage).max_tokens, 5_000)
    assert.isUndefined(lastBody(stage).temperature)

    await chat.choose('More for this chat', 'Only for the next question')
    const once = chat.page.getByRole('dialog', { name: 'Only for the next question' })
    await once.getByLabel('Temperature').fill('0.3')
    await once.getByRole('radio', { name: 'low' }).check()
    await chat.press('Use once', once)
    await chat.sees('Only for the next question: think: low, temperature 0.3')
    await chat.ask('Once')
    await chat.assertAnswered('Once')
    assert.equal(lastBody(stage).temperature, 0.3)
    assert.equal(lastBody(stage).reasoning_effort, 'low')
    await chat.ask('Again as ever')
    await chat.assertAnswered('Again as ever')
    assert.isUndefined(lastBody(stage).temperature)
    assert.equal(lastBody(stage).reasoning_effort, 'high')
    stage.assertQuiet()
  })

  test('become presets: saved, chosen elsewhere, renamed, deleted', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenThinker(stage)
    await openPanel(chat)
    await panel(chat).getByLabel('System prompt').fill('You are a pirate.')
    await panel(chat).getByLabel('Temperature').fill('1.5')
    await chat.press('Save as preset', panel(chat))
    await panel(chat).getByLabel('Name of the preset').fill('Pirate')
    await chat.page.keyboard.press('Enter')
    await panel(chat).getByRole('button', { name: 'Use preset Pirate' }).waitFor()
    await close(chat)
    await chat.ask('First')
    await chat.assertAnswered('First')

    await chat.startChat()
    await openPanel(chat)
    assert.equal(await panel(chat).getByLabel('System prompt').inputValue(), '')
    await chat.press('Use preset Pirate', panel(chat))
    assert.equal(await panel(chat).getByLabel('System prompt').inputValue(), 'You are a pirate.')
    await close(chat)
    await chat.ask('Second')
    await chat.assertAnswered('Second')
    assert.equal(lastBody(stage).messages[0]!.content, 'You are a pirate.')
    assert.equal(lastBody(stage).temperature, 1.5)

    await openPanel(chat)
    await chat.choose('Actions for preset Pirate', 'Rename', panel(chat))
    await panel(chat).getByLabel('Name of the preset').fill('Captain')
    await chat.page.keyboard.press('Enter')
    await panel(chat).getByRole('button', { name: 'Use preset Captain' }).waitFor()
    await chat.choose('Actions for preset Captain', 'Delete', panel(chat))
    await panel(chat)
      .getByRole('button', { name: 'Use preset Captain' })
      .waitFor({ state: 'detached' })
    // What the chat took from it stays.
    await close(chat)
    await chat.ask('Third')
    await chat.assertAnswered('Third')
    assert.equal(lastBody(stage).messages[0]!.content, 'You are a pirate.')
    stage.assertQuiet()
  })

  test('can be what every new chat starts with', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenThinker(stage)
    await openPanel(chat)
    await panel(chat).getByLabel('System prompt').fill('Speak plainly.')
    await chat.press('Start new chats with these settings', panel(chat))
    await chat.sees('New chats start with these settings')
    await close(chat)
    await chat.ask('One')
    await chat.assertAnswered('One')
    await chat.startChat()
    await chat.ask('Two')
    await chat.assertAnswered('Two')
    await until('the prompt', () => lastBody(stage).messages[0]!.content === 'Speak plainly.')
    assert.lengthOf(stage.upstream.answers, 2)
    stage.assertQuiet()
  })
})
