import { test } from '@japa/runner'
import type { BootstrapModel } from '#shared/protocol/bootstrap'
import { bigCatalogue, catalogueModel, offerModels } from '#tests/support/catalogue'
import type { ChatPage } from '#tests/support/chat_page'
import {
  asked,
  givenGuest,
  givenSecondDevice,
  goOffline,
  goOnline,
} from '#tests/support/chat_stage'
import { MODEL, Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

const reasoner = (model: BootstrapModel): BootstrapModel => ({
  ...model,
  name: 'Zebra thinker',
  author: 'Scripts',
  contextLength: 200_000,
  canReason: true,
})

const others = [
  catalogueModel({
    id: 'openrouter:a/alpha',
    name: 'Alpha',
    author: 'Anthropic',
    canSeeImages: true,
  }),
  catalogueModel({ id: 'openrouter:b/beta', name: 'Beta', author: 'OpenAI' }),
]

/** Somebody who may choose among these models beside the one that answers. */
async function givenChoice(stage: Stage, models: readonly BootstrapModel[]): Promise<ChatPage> {
  const chat = await givenGuest(stage)
  await offerModels(chat.device.context, models, reasoner)
  await chat.reload()
  await chat.page.getByRole('button', { name: /^Model:/ }).waitFor()
  return chat
}

const picker = (chat: ChatPage) => chat.page.getByRole('dialog', { name: 'Choose a model' })
const active = (chat: ChatPage) => picker(chat).getByRole('option', { selected: true })
const model = (chat: ChatPage) => chat.page.getByRole('button', { name: /^Model:/ })
const isActive = (chat: ChatPage, name: string) =>
  until(
    `${name} to be active`,
    async () =>
      (await active(chat).innerText()).startsWith(name) ||
      (await active(chat).innerText()).includes(`\n${name}`)
  )

test.group('The model picker', () => {
  test('is used with the keyboard alone, and the chosen model is asked', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenChoice(stage, others)
    const { keyboard } = chat.page
    await model(chat).focus()
    await keyboard.press('Enter')
    const search = picker(chat).getByRole('combobox')
    assert.isTrue(await search.evaluate((field) => field === document.activeElement))
    await isActive(chat, 'Zebra thinker')
    await keyboard.press('ArrowDown')
    await isActive(chat, 'Alpha')
    await keyboard.press('End')
    await isActive(chat, 'Beta')
    await keyboard.press('ArrowDown')
    await isActive(chat, 'Zebra thinker')
    await keyboard.press('Home')
    await isActive(chat, 'Zebra thinker')
    const named = await search.getAttribute('aria-activedescendant')
    assert.equal(await active(chat).getAttribute('id'), named)

    await keyboard.press('Escape')
    await picker(chat).waitFor({ state: 'detached' })
    assert.isTrue(await model(chat).evaluate((button) => button === document.activeElement))

    const open = async () => {
      await keyboard.press('Enter')
      await until('the search to have the focus', () =>
        search.evaluate((field) => field === document.activeElement)
      )
    }
    await open()
    await keyboard.type('beta')
    await isActive(chat, 'Beta')
    await keyboard.press('Enter')
    await until('the choice', async () => (await model(chat).innerText()).includes('Beta'))
    // This one exists on the screen only: the server must be asked for one that it has.
    await open()
    await keyboard.type('zebra')
    await isActive(chat, 'Zebra thinker')
    await keyboard.press('Enter')
    await chat.ask('Who are you?')
    await chat.assertAnswered('Who are you?')
    assert.equal(stage.upstream.answers[0]!.body.model, MODEL)

    // Answering again from the picker leaves the question alone.
    await model(chat).focus()
    await keyboard.press('Enter')
    await isActive(chat, 'Zebra thinker')
    await keyboard.press('ControlOrMeta+Enter')
    await chat.sees('2 / 2')
    await until('the second answer', () => asked(stage).length === 2)
    stage.assertQuiet()
  })

  test('shows favourites on every device, also those made offline', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const first = await givenChoice(stage, others)
    await first.ask('Hello')
    await first.assertAnswered('Hello')
    const second = await givenSecondDevice(stage, first)
    await offerModels(second.device.context, others, reasoner)
    await second.reload()
    await second.assertSynced()
    await first.untilKeptForOffline()

    await goOffline(stage, first, second)
    await model(first).click()
    await picker(first).getByRole('combobox').fill('beta')
    await first.page.keyboard.press('ControlOrMeta+S')
    await picker(first).getByText('Favourites').waitFor()
    await first.page.keyboard.press('Escape')
    await goOnline(stage, first, second)

    await model(second).click()
    await picker(second).getByText('Favourites').waitFor()
    const options = picker(second).getByRole('option')
    assert.include(await options.first().innerText(), 'Beta')
    await isActive(second, 'Zebra thinker')
    await picker(second).getByRole('combobox').fill('beta')
    await second.page.keyboard.press('ControlOrMeta+S')
    await picker(second).getByText('Favourites').waitFor({ state: 'detached' })
    stage.assertQuiet()
  })

  test('keeps hundreds of models quick, filters them, and says when nothing is left', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenChoice(stage, bigCatalogue(500))
    await model(chat).click()
    const options = picker(chat).getByRole('option')
    await options.first().waitFor()
    assert.isBelow(await options.count(), 60)
    await chat.page.keyboard.press('End')
    await isActive(chat, 'Model 499')
    const status = picker(chat).getByRole('status')
    await picker(chat).getByRole('button', { name: 'Sees images' }).click()
    await until('the filter', async () => (await status.innerText()) === '167 models')
    await picker(chat).getByRole('button', { name: 'Local' }).click()
    await picker(chat).getByText('No model passes these filters').waitFor()
    await picker(chat).getByRole('button', { name: 'Local' }).click()
    await picker(chat).getByRole('combobox').fill('there is no such model')
    await picker(chat).getByText('No model is called “there is no such model”').waitFor()
    await chat.page.keyboard.press('Enter')
    await chat.page.keyboard.press('Escape')
    assert.include(await model(chat).innerText(), 'Zebra thinker')
    stage.assertQuiet()
  })

  test('makes a model the one new chats start with', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenChoice(stage, others)
    await chat.page.setViewportSize({ width: 1300, height: 800 })
    await model(chat).click()
    await picker(chat).getByRole('combobox').fill('alpha')
    await picker(chat).getByRole('button', { name: 'Start new chats with it' }).click()
    await picker(chat).getByText('New chats start with this model').waitFor()
    await chat.page.keyboard.press('Escape')
    await until('the default', async () => (await model(chat).innerText()).includes('Alpha'))
    await chat.assertSynced()
    await chat.reload()
    await until('the default', async () => (await model(chat).innerText()).includes('Alpha'))
    assert.lengthOf(asked(stage), 0)
    stage.assertQuiet()
  })
})
