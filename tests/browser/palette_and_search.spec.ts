import { test } from '@japa/runner'
import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest, goOffline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { text } from '#tests/support/upstream/steps'
import { until } from '#tests/support/until'

const palette = (chat: ChatPage) => chat.page.getByRole('dialog', { name: 'Search and commands' })
const inView = (chat: ChatPage, words: string) =>
  until(`"${words}" on screen`, () =>
    chat.page.evaluate((wanted) => {
      const found = [...document.querySelectorAll('[data-message]')].find((message) =>
        message.textContent?.includes(wanted)
      )
      const box = found?.getBoundingClientRect()
      return box !== undefined && box.top < innerHeight && box.bottom > 0
    }, words)
  )

test.group('Search and commands', () => {
  test('the palette finds chats, messages and commands, by keys alone', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { keyboard } = chat.page
    await chat.ask('Where do swallows sleep?')
    await chat.assertAnswered('Where do swallows sleep?')
    const { path } = chat
    await chat.startChat()

    await keyboard.press('Control+k')
    await palette(chat).waitFor()
    await keyboard.type('swallows')
    await palette(chat).getByText('Search everything for “swallows”').waitFor()
    await palette(chat).getByRole('option').filter({ hasText: '“Where do' }).first().waitFor()
    await keyboard.press('Escape')
    await until('the palette to close', async () => (await palette(chat).count()) === 0)

    await keyboard.press('Control+k')
    await keyboard.type('device sett')
    await palette(chat).getByRole('option', { name: 'Settings of this device' }).waitFor()
    await keyboard.press('Enter')
    await chat.page.getByRole('heading', { name: 'This device' }).waitFor()

    await keyboard.press('Control+k')
    await keyboard.type('swallows')
    await palette(chat).getByRole('option').filter({ hasText: '“Where do' }).first().click()
    await until('the chat', () => chat.path === path)
    await keyboard.press('Control+/')
    await chat.page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
    await keyboard.press('Escape')
    await keyboard.press('Control+\\')
    assert.isFalse(await chat.list.isVisible())
    await chat.reload()
    await chat.composer.waitFor()
    assert.isFalse(await chat.list.isVisible())
    await keyboard.press('Control+\\')
    assert.isTrue(await chat.list.isVisible())
    await keyboard.press('Control+j')
    await until('a new chat', () => chat.path === '/chat')
    stage.assertQuiet()
  })

  test('a match opens on the branch that has it, without a network', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const long = 'Filling. '.repeat(400)
    stage.upstream.enqueue([text(`The first is about Zürich. ${long}`)])
    stage.upstream.enqueue([text(`The second is about geese. ${long}`)])
    const chat = await givenGuest(stage)
    await chat.ask('Tell me something')
    await chat.sees('about Zürich')
    await until(
      'the end',
      async () => (await chat.answers.last().getAttribute('aria-busy')) === 'false'
    )
    await chat.press('Answer again')
    await chat.sees('about geese')
    await until(
      'the end',
      async () => (await chat.answers.last().getAttribute('aria-busy')) === 'false'
    )
    const { path } = chat
    await chat.untilKeptForOffline()
    await goOffline(stage, chat)
    await chat.startChat()

    await chat.page.goto('/search?q=ZÜRICH')
    const match = chat.page.getByRole('search').getByRole('link', { name: /^Answer/ })
    await match.waitFor()
    assert.equal(await match.count(), 1)
    await chat.page.getByText(/^1 match in 1 chat/).waitFor()
    await chat.page.getByRole('searchbox').press('Enter')
    await until('the chat', () => chat.path === path)
    await inView(chat, 'about Zürich')
    await chat.sees('1 / 2')
    assert.equal(await chat.page.evaluate(() => CSS.highlights.get('found')?.size), 1)

    await chat.page.goBack()
    await chat.page.getByText(/^1 match in 1 chat/).waitFor()
    stage.assertQuiet()
  })
})
