import { test } from '@japa/runner'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'

test.group('A new version', () => {
  test('is announced in every tab and keeps the draft', async ({ assert, test }) => {
    const stage = await Stage.set(test, { isForOffline: true })
    const chat = await givenGuest(stage)
    await chat.ask('Here before the update')
    await chat.assertAnswered('Here before the update')
    await chat.untilKeptForOffline()
    await chat.composer.fill('Half a thought')

    stage.proxy.rewrite('/sw.js', (code) => code.replace(/version:`(\w+)`/, 'version:`$1next`'))
    const secondTab = await ChatPage.visit(chat.device, chat.path)
    await chat.sees('A new version is ready')
    await secondTab.sees('A new version is ready')
    const caches = () => chat.page.evaluate(() => window.caches.keys())
    assert.lengthOf(await caches(), 2)

    await Promise.all([chat.page.waitForEvent('load'), chat.press('Reload')])
    await chat.assertTranscript('You: Here before the update', 'Here before the update')
    assert.equal(await chat.composer.inputValue(), 'Half a thought')
    assert.equal(await chat.page.getByText('A new version is ready').count(), 0)

    // The other tab goes on as it is, until its person reloads it.
    await secondTab.sees('A new version is ready')
    await secondTab.ask('Still here')
    await secondTab.assertAnswered('Still here')
    await secondTab.close()
    await chat.reload()
    await chat.page.waitForFunction(async () => (await window.caches.keys()).length === 1)
    assert.match((await caches())[0] ?? '', /next$/)
    stage.assertQuiet()
  })
})
