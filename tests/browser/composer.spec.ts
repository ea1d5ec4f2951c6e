import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { asked, givenGuest, goOffline, goOnline } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { text } from '#tests/support/upstream/steps'

const watchLongTasks = () => {
  const durations: number[] = []
  Object.assign(window, { longTasks: durations })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) durations.push(entry.duration)
  }).observe({ type: 'longtask' })
}
const takeLongTasks = (chat: ChatPage) =>
  chat.page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0))

const slowDownDatabase = () => {
  if (!navigator.storage) return
  const open = navigator.storage.getDirectory.bind(navigator.storage)
  navigator.storage.getDirectory = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return open()
  }
}

test.group('The composer', () => {
  test('takes a pasted long without freezing, refuses to send it and keeps it', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const long = `${'A line of a very long text that somebody copied.\n'.repeat(4_000)}end`
    await chat.device.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await chat.page.evaluate((copied) => navigator.clipboard.writeText(copied), long)
    await chat.page.evaluate(watchLongTasks)
    const longest: number[] = []
    // A busy machine can only make it longer: the best of three tells.
    for (let attempt = 0; attempt < 3 && !(Math.min(...longest) < 500); attempt++) {
      await chat.composer.fill('')
      await chat.page.keyboard.press('ControlOrMeta+V')
      await until('the paste', async () => (await chat.composer.inputValue()).endsWith('end'))
      await chat.page.keyboard.type(' of it')
      assert.equal(await chat.composer.inputValue(), `${long} of it`)
      longest.push(Math.max(0, ...(await takeLongTasks(chat))))
    }
    // Half a second on a quiet machine, 4.3 s before pastes were taken in pieces: this long, and a page is frozen.
    assert.isBelow(Math.min(...longest), 1_500)

    await chat.page.keyboard.press('ControlOrMeta+V')
    const twice = `${long} of it${long}`
    await until('both', async () => (await chat.composer.inputValue()).length === twice.length)
    await chat.composer.press('Enter')
    await chat.sees('This text is longer than 200 kB, the most one message holds.')
    assert.equal(await chat.composer.inputValue(), twice)
    await chat.reload()
    assert.equal(await chat.composer.inputValue(), twice)

    // 200,000 bytes are not 200,000 characters. In words, because browsers are slow with one word of this length.
    const whole = `${'ééééééééé '.repeat(10_526)}letter`
    assert.equal(Buffer.byteLength(whole), 200_000)
    await chat.composer.fill(`${whole}s`)
    await chat.composer.press('Enter')
    await chat.sees('This text is longer than 200 kB')
    assert.lengthOf(asked(stage), 0)
    stage.upstream.enqueue([text('That was long.')])
    await chat.composer.fill(whole)
    await chat.composer.press('Enter')
    await chat.assertTranscript(`You: ${whole}`, 'That was long.')
    stage.assertQuiet()
  })

  test('keeps a draft for each chat over reloads, changes of chat and a lost network', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Here')
    await chat.assertAnswered('Here')
    await chat.untilKeptForOffline()
    await chat.page.getByRole('heading', { name: 'A scripted title' }).waitFor()
    const draft = () => chat.composer.inputValue()

    await chat.composer.fill('For this chat')
    await chat.startChat()
    assert.equal(await draft(), '')
    await chat.composer.fill('For a new chat')
    await chat.openChat('A scripted title')
    await until('the first draft', async () => (await draft()) === 'For this chat')
    await chat.reload()
    assert.equal(await draft(), 'For this chat')

    await goOffline(stage, chat)
    await chat.composer.fill('For this chat, offline')
    await chat.reload()
    assert.equal(await draft(), 'For this chat, offline')
    await chat.startChat()
    assert.equal(await draft(), 'For a new chat')
    await goOnline(stage, chat)
    await chat.composer.press('Enter')
    await chat.assertAnswered('For a new chat')
    assert.equal(await draft(), '')
    await chat.reload()
    assert.equal(await draft(), '')
    stage.assertQuiet()
  })

  test('does not send with the Enter that ends a composition', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.composer.focus()
    const input = await chat.page.context().newCDPSession(chat.page)
    await input.send('Input.imeSetComposition', {
      text: 'にほん',
      selectionStart: 3,
      selectionEnd: 3,
    })
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await input.send('Input.insertText', { text: '日本' })
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
    assert.equal(await chat.composer.inputValue(), '日本')
    await chat.composer.press('Shift+Enter')
    await chat.page.keyboard.type('?')
    assert.equal(await chat.composer.inputValue(), '日本\n?')
    assert.lengthOf(await chat.transcript(), 0)

    await chat.composer.press('Enter')
    await chat.assertAnswered('日本\n?')
    assert.deepEqual(asked(stage), ['日本\n?'])
    stage.assertQuiet()
  })

  test('sends once, in order, before the database is open', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.device.context.addInitScript(slowDownDatabase)
    const early = await ChatPage.visit(chat.device)
    await early.ask('Too early?')
    await early.ask('Even earlier')
    await early.page.getByText('Opening your chats').waitFor({ state: 'attached' })
    assert.match(early.path, /^\/chat\/.+/)
    // Not even a tab that goes away at this moment loses them.
    await early.reload()
    await early.assertTranscript(
      'You: Too early?',
      'Too early?',
      'You: Even earlier',
      'Even earlier'
    )
    await early.reload()
    await early.assertAnswered('Even earlier')
    await early.assertSynced()
    assert.deepEqual(asked(stage), ['Too early?', 'Even earlier'])
    assert.equal(await early.list.locator('a[href^="/chat/"]').count(), 1)
    stage.assertQuiet()
  })
})
