import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

const ground = (chat: ChatPage) =>
  chat.page.evaluate(() => getComputedStyle(document.body).backgroundColor)

test.group('Appearance', () => {
  test('is chosen once, follows in other tabs, and is there at the first paint', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const other = await ChatPage.visit(chat.device, '/settings/appearance')
    const light = await ground(chat)
    await other.page.getByText('Dark', { exact: true }).click()
    const dark = await ground(other)
    assert.notEqual(dark, light)
    await chat.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
    assert.equal(await ground(chat), dark)

    await other.page.getByText('Large', { exact: true }).click()
    await chat.page.addInitScript(() => {
      // The first time anything can be painted.
      new MutationObserver((_changes, observer) => {
        if (!document.body) return
        observer.disconnect()
        const { theme, textSize } = document.documentElement.dataset
        Object.assign(window, { atFirstPaint: `${theme} ${textSize}` })
      }).observe(document, { childList: true, subtree: true })
    })
    await chat.reload()
    await chat.composer.waitFor()
    assert.equal(
      await chat.page.evaluate(() => (window as unknown as { atFirstPaint: string }).atFirstPaint),
      'dark large'
    )
    stage.assertQuiet()
  })
})
