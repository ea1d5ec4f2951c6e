import { test } from '@japa/runner'
import type { ChatPage } from '#tests/support/chat_page'
import { givenGuest, givenSecondDevice, goOffline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { hold, text } from '#tests/support/upstream/steps'

const names = (chat: ChatPage) => chat.list.locator('li a').allInnerTexts()

async function assertNames(chat: ChatPage, ...expected: string[]): Promise<void> {
  let seen: string[] = []
  await until(`the list ${expected.join(', ')}`, async () => {
    seen = await names(chat)
    return seen.join('|') === expected.join('|')
  }).catch((error: Error) => {
    throw new Error(`The list shows ${seen.join(', ')}`, { cause: error })
  })
}

/** Chats without a network are not given titles: they are called by their first words. */
async function givenChats(stage: Stage, ...questions: string[]): Promise<ChatPage> {
  const chat = await givenGuest(stage)
  await goOffline(stage, chat)
  for (const question of questions) {
    await chat.startChat()
    await chat.ask(question)
    await chat.sees(question)
  }
  return chat
}

test.group('The list of chats', () => {
  test('is used with keys alone: moving, typing, renaming, deleting, undoing', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenChats(stage, 'Apples', 'Bread', 'Cheese')
    await assertNames(chat, 'Cheese', 'Bread', 'Apples')
    const { keyboard } = chat.page
    const focused = () => chat.page.evaluate(() => document.activeElement?.textContent)

    await chat.list.getByRole('link', { name: 'Cheese' }).focus()
    await keyboard.press('ArrowDown')
    assert.equal(await focused(), 'Bread')
    await keyboard.press('End')
    assert.equal(await focused(), 'Apples')
    await keyboard.press('Home')
    assert.equal(await focused(), 'Cheese')

    await keyboard.press('F2')
    await keyboard.type('Milk')
    await keyboard.press('Enter')
    await assertNames(chat, 'Milk', 'Bread', 'Apples')
    await keyboard.press('F2')
    await keyboard.press('Escape')
    await assertNames(chat, 'Milk', 'Bread', 'Apples')

    await chat.list.getByRole('link', { name: 'Apples' }).focus()
    await keyboard.type('mi')
    await until('the typed chat', async () => (await focused()) === 'Milk')
    await keyboard.press('ArrowDown')
    await keyboard.press('Delete')
    await assertNames(chat, 'Milk', 'Apples')
    await chat.sees('“Bread” is deleted.')
    assert.equal(await focused(), 'Apples')
    await keyboard.press('Control+z')
    await assertNames(chat, 'Milk', 'Bread', 'Apples')

    await keyboard.press('Enter')
    await chat.assertTranscript('You: Apples', 'Waiting for a connection')
    stage.assertQuiet()
  })

  test('deletes after a while, also when the tab was closed before', async ({ assert, test }) => {
    // Somebody else acts sixteen seconds after the press, and a loaded machine needs its time to open a tab.
    test.timeout(120_000)
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Keep')
    await chat.assertAnswered('Keep')
    await chat.startChat()
    await chat.ask('Away')
    await chat.assertAnswered('Away')
    await chat.assertSynced()
    const second = await givenSecondDevice(stage, chat)
    assert.lengthOf(await names(second), 2)

    const away = await chat.list.locator('li a').first().innerText()
    await chat.choose(`Actions for ${away}`, 'Delete', chat.list.locator('li').nth(1))
    await chat.sees('is deleted.')
    assert.equal(chat.path, '/chat')
    assert.lengthOf(await names(second), 2)
    await chat.close()
    const again = await chat.device.open('/chat')
    await again.locator('[data-sync]').waitFor()
    await until(
      'the deletion to reach the other device',
      async () => {
        return (await names(second)).length === 1
      },
      { timeoutMs: 40_000 }
    )
    stage.assertQuiet()
  })

  test('pins, puts away and brings back, on every device', async ({ test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenChats(stage, 'Apples', 'Bread')
    await chat.choose('Actions for Apples', 'Pin', chat.list)
    await assertNames(chat, 'Apples', 'Bread')
    await chat.list.getByRole('heading', { name: 'Pinned' }).waitFor()
    await chat.choose('Actions for Bread', 'Archive', chat.list)
    await assertNames(chat, 'Apples')
    await chat.press('Archive 1', chat.list)
    await assertNames(chat, 'Bread')
    await chat.choose('Actions for Bread', 'Bring back', chat.list)
    await assertNames(chat, 'Apples', 'Bread')
    stage.assertQuiet()
  })

  test('marks what answers and what was answered while nobody looked', async ({ test }) => {
    const stage = await Stage.set(test)
    const gate = hold()
    stage.upstream.enqueue([text('Slowly'), gate, text(' done.')])
    const chat = await givenGuest(stage)
    await chat.ask('Take your time')
    await gate.reached
    await chat.startChat()
    await chat.list.getByRole('img', { name: 'Answering' }).waitFor()
    gate.release()
    await chat.list.getByRole('img', { name: 'New answer' }).waitFor()
    await chat.reload()
    await chat.list.getByRole('img', { name: 'New answer' }).waitFor()
    await chat.list.locator('li a').first().click()
    await chat.assertAnswered('Slowly done.')
    await until('the mark to go', async () => {
      return (await chat.list.getByRole('img', { name: 'New answer' }).count()) === 0
    })
    stage.assertQuiet()
  })
})
