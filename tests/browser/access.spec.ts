import { test } from '@japa/runner'
import { axeViolations } from '#tests/support/axe'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

const PAGES: [string, string][] = [
  ['/settings/account', 'Account'],
  ['/settings/appearance', 'Appearance'],
  ['/settings/keys', 'Keys and models'],
  ['/settings/device', 'This device'],
  ['/usage', 'Usage'],
]

test.group('Access', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any page, ${theme}`, async ({ assert, test }) => {
      test.timeout(180_000)
      const stage = await Stage.set(test)
      const device = await stage.device('a device')
      device.allow(/status of 404/)
      const chat = await ChatPage.visit(device, '/')
      const { page } = chat
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      const found: string[] = []
      const look = async (name: string) => {
        for (const line of await axeViolations(page)) found.push(`${name}: ${line}`)
      }
      await look('landing')
      await chat.press('Start chatting')
      await chat.assertSynced()
      await look('first run')
      await chat.ask('What is worth reading?')
      await chat.assertAnswered('What is worth reading?')
      await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()
      await look('chat')
      await page.keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Search and commands' })
      await palette.waitFor()
      await page.keyboard.type('worth')
      await palette.getByText('2 matches').waitFor()
      await look('palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+/')
      await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
      await look('shortcuts')
      await page.keyboard.press('Escape')
      for (const [path, heading] of PAGES) {
        await page.goto(path)
        await page.getByRole('heading', { name: heading }).waitFor()
        await look(path)
      }
      await page.goto('/search?q=worth')
      await page.getByText(/^2 matches in 1 chat/).waitFor()
      await look('search')
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto('/settings')
      await page.getByRole('heading', { name: 'Settings' }).waitFor()
      await look('settings on a phone')
      await page.getByRole('button', { name: 'Chats', exact: true }).click()
      await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()
      await look('drawer')
      await page.goto('/nowhere')
      await look('not found')
      assert.deepEqual(found, [])
      stage.assertQuiet()
    })
  }

  test('keys alone lead from the landing page to an answer and on', async ({ assert, test }) => {
    const stage = await Stage.set(test)
    const device = await stage.device('a keyboard')
    const chat = await ChatPage.visit(device, '/')
    const { page } = chat
    await page.getByRole('heading', { level: 1 }).waitFor()
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? ''
      })
    const tabTo = async (name: string | RegExp, most = 20) => {
      const seen: string[] = []
      for (let step = 0; step < most; step++) {
        await page.keyboard.press('Tab')
        seen.push(await focused())
        if (typeof name === 'string' ? seen.at(-1) === name : name.test(seen.at(-1)!)) return
      }
      throw new Error(`Tab does not come to ${name}, but to ${seen.join(' · ')}`)
    }

    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'Skip to the page')
    await tabTo('Start chatting')
    await page.keyboard.press('Enter')
    await chat.assertSynced()
    await until('the composer to have the focus', async () => (await focused()) === 'Message')
    await page.keyboard.type('Do I need a mouse?')
    await page.keyboard.press('Enter')
    await chat.assertAnswered('Do I need a mouse?')

    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await tabTo('Skip to the chat')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
    await tabTo('Copy')
    await tabTo('Message')
    assert.equal(await focused(), 'Message')
    stage.assertQuiet()
  })

  test('at 320 pixels, which is 400 % of an ordinary window, nothing runs off the side', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('A'.repeat(300))
    await chat.assertAnswered('A'.repeat(300))
    const { page } = chat
    await page.setViewportSize({ width: 320, height: 600 })
    const chatPath = chat.path
    const paths = [
      chatPath,
      '/settings',
      '/settings/appearance',
      '/settings/device',
      '/search',
      '/',
    ]
    for (const path of paths) {
      await page.goto(path)
      await page
        .getByRole(path === chatPath ? 'article' : 'heading')
        .last()
        .waitFor()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      assert.isAtMost(wide, 320, path)
    }
    stage.assertQuiet()
  })
})
