import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

/** Lives as long as the document: a page that was loaded anew has lost it. */
const leaveMark = (chat: ChatPage) =>
  chat.page.evaluate(() => Object.assign(window, { isSameDocument: true }))
const hasMark = (chat: ChatPage) => chat.page.evaluate(() => 'isSameDocument' in window)

test.group('Pages that are not chats', () => {
  test('open beside the chats, and the way back neither loads nor asks anything', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Where is north?')
    await chat.assertAnswered('Where is north?')
    const { path } = chat
    await leaveMark(chat)

    await chat.list.getByRole('link', { name: 'Settings' }).click()
    await chat.page.getByRole('heading', { name: 'Account' }).waitFor()
    assert.equal(chat.path, '/settings/account')
    assert.equal(await chat.composer.count(), 0)
    const sections = chat.page.getByRole('navigation', { name: 'Settings' })
    await sections.getByRole('link', { name: 'This device' }).click()
    await chat.page.getByRole('heading', { name: 'This device' }).waitFor()
    await chat.list.getByRole('link', { name: 'Usage' }).click()
    await chat.page.getByRole('heading', { name: 'Usage' }).waitFor()

    const asked: string[] = []
    chat.page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    for (const expected of ['/settings/device', '/settings/account', path]) {
      await chat.page.goBack()
      await until(expected, () => chat.path === expected)
    }
    await chat.assertTranscript('You: Where is north?', 'Where is north?')
    assert.isTrue(await hasMark(chat))
    assert.deepEqual(
      asked.filter((address) => !address.startsWith('/assets/')),
      []
    )
    stage.assertQuiet()
  })

  test('several quick steps back end on the page of the last one', async ({ test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('Where is south?')
    await chat.assertAnswered('Where is south?')
    const throttle = await chat.page.context().newCDPSession(chat.page)
    await throttle.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    const { path } = chat
    for (let round = 0; round < 4; round++) {
      await chat.list.getByRole('link', { name: 'Settings' }).click()
      await chat.page.getByRole('heading', { name: 'Account' }).waitFor()
      await chat.list.getByRole('link', { name: 'Usage' }).click()
      await chat.page.getByRole('heading', { name: 'Usage' }).waitFor()
      for (const expected of ['/settings/account', path]) {
        await chat.page.goBack()
        await until(expected, () => chat.path === expected)
      }
      await chat.assertTranscript('You: Where is south?', 'Where is south?')
    }
    stage.assertQuiet()
  })

  test('without a network say so in their place, and come when it is back', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Before the tunnel')
    await chat.assertAnswered('Before the tunnel')
    const { path } = chat
    await chat.untilKeptForOffline()
    await leaveMark(chat)
    await goOffline(stage, chat)

    await chat.list.getByRole('link', { name: 'Usage' }).click()
    await chat.sees('This page needs the server')
    assert.equal(chat.path, '/usage')
    assert.equal(await chat.page.locator('dialog').count(), 0)
    await chat.page.goBack()
    await chat.assertTranscript('You: Before the tunnel', 'Before the tunnel')
    assert.equal(chat.path, path)
    assert.isTrue(await hasMark(chat))

    const opened = await ChatPage.visit(chat.device, '/settings/account')
    await opened.sees('This page needs the server')
    const sections = opened.page.getByRole('navigation', { name: 'Settings' })
    await sections.getByRole('link', { name: 'Appearance' }).click()
    await opened.page.getByRole('heading', { name: 'Appearance' }).waitFor()
    await opened.reload()
    await opened.page.getByRole('heading', { name: 'Appearance' }).waitFor()
    await opened.page.goBack()
    await opened.sees('This page needs the server')

    await goOnline(stage)
    await opened.page.getByRole('heading', { name: 'Account' }).waitFor()
    stage.assertQuiet()
  })

  test('send a visitor without a session to the beginning', async ({ test }) => {
    const stage = await Stage.set(test)
    const device = await stage.device('a stranger')
    device.allow(/status of 401/)
    const visitor = await ChatPage.visit(device, '/settings/account')
    await visitor.page.getByRole('button', { name: 'Start chatting' }).waitFor()
    stage.assertQuiet()
  })
})
