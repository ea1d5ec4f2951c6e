import { test } from '@japa/runner'
import type { Page } from 'playwright-core'
import { axeViolations } from '#tests/support/axe'
import { ChatPage } from '#tests/support/chat_page'
import { givenGuest } from '#tests/support/chat_stage'
import { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'
import { errorStatus, hold, text } from '#tests/support/upstream/steps'

/** Pages that need no session. */
const ENTRANCE: [string, string][] = [
  ['/sign-up', 'Make an account'],
  ['/sign-in', 'Sign in'],
  ['/forgot-password', 'A new password'],
  [`/reset-password/${'x'.repeat(43)}`, 'This link does not work'],
  [`/verify/${'x'.repeat(43)}`, 'This link does not work'],
]

const PAGES: [string, string][] = [
  ['/settings/account', 'Account'],
  ['/settings/appearance', 'Appearance'],
  ['/settings/keys', 'Keys and models'],
  ['/settings/device', 'This device'],
  ['/usage', 'Usage'],
]

test.group('Access', () => {
  test('axe finds nothing on any page in either theme', async ({ assert, test }) => {
    test.timeout(180_000)
    const stage = await Stage.set(test)
    const device = await stage.device('a device')
    device.allow(/status of 404/)
    const chat = await ChatPage.visit(device, '/')
    const { page } = chat
    const found: string[] = []
    const look = async (name: string) => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        for (const line of await axeViolations(page)) found.push(`${name}, ${colorScheme}: ${line}`)
      }
    }
    await look('landing')
    for (const [path, heading] of ENTRANCE) {
      await page.goto(path)
      await page.getByRole('heading', { name: heading }).waitFor()
      await look(path)
    }
    await page.goto('/')
    await chat.press('Start chatting')
    await chat.assertSynced()
    await look('first run')
    await chat.ask('What is worth reading?')
    await chat.assertAnswered('What is worth reading?')
    await chat.list.getByRole('link', { name: 'A scripted title' }).waitFor()
    await look('chat')
    await page.getByRole('button', { name: /^Model:/ }).click()
    await page.getByRole('dialog', { name: 'Choose a model' }).waitFor()
    await look('picker')
    await page.keyboard.press('Escape')
    await chat.choose('More for this chat', 'Settings of this chat')
    await page.getByRole('dialog', { name: 'Settings of this chat' }).waitFor()
    await look('settings of a chat')
    await page.keyboard.press('Escape')
    stage.upstream.enqueue([errorStatus(401)])
    await chat.ask('And not?')
    await chat.answers.last().getByRole('alert').waitFor()
    await look('failed answer')
    await chat.startChat()
    await chat.press('Temporary chat')
    await chat.sees('Nothing of this chat is kept.')
    await look('temporary chat')
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

  test('with reduced motion nothing moves, not even what is being written', async ({
    assert,
    test,
  }) => {
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    const { page } = chat
    await page.emulateMedia({ reducedMotion: 'reduce' })
    assert.deepEqual(await movements(page), [], 'first run')
    const gate = hold()
    stage.upstream.enqueue([text('Half of'), gate, text(' it')])
    await chat.ask('Does anything blink?')
    await chat.sees('Half of')
    assert.deepEqual(await movements(page), [], 'being answered')
    gate.release()
    await chat.assertAnswered('Half of it')
    await page.getByRole('button', { name: /^Model:/ }).click()
    await page.getByRole('dialog', { name: 'Choose a model' }).waitFor()
    assert.deepEqual(await movements(page), [], 'picker')
    await page.keyboard.press('Escape')
    await chat.choose('More for this chat', 'Settings of this chat')
    assert.deepEqual(await movements(page), [], 'panel')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Chats', exact: true }).click()
    assert.deepEqual(await movements(page), [], 'drawer')
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.deepEqual(await movements(page), [], 'landing')
    stage.assertQuiet()
  })

  test('at 200 % and at 400 % of an ordinary window nothing runs off the side or is out of reach', async ({
    assert,
    test,
  }) => {
    test.timeout(120_000)
    const stage = await Stage.set(test)
    const chat = await givenGuest(stage)
    await chat.ask('A'.repeat(300))
    await chat.assertAnswered('A'.repeat(300))
    const { page } = chat
    const devtools = await chat.device.context.newCDPSession(page)
    const zoom = (width: number, height: number, deviceScaleFactor: number) =>
      devtools.send('Emulation.setDeviceMetricsOverride', {
        ...{ width, height, deviceScaleFactor, mobile: false },
      })
    const chatPath = chat.path
    const others = [...PAGES, ...ENTRANCE].map(([path]) => path)
    await zoom(640, 450, 2)
    for (const path of [chatPath, '/chat', '/search', '/settings', '/', ...others]) {
      await page.goto(path)
      await page
        .getByRole(path === chatPath ? 'article' : 'heading')
        .last()
        .waitFor()
      assert.deepEqual(await runningOff(page), [], `${path} at 640`)
      await zoom(320, 600, 1)
      assert.deepEqual(await runningOff(page), [], `${path} at 320`)
      await zoom(640, 450, 2)
    }
    stage.assertQuiet()
  })
})

/** What still moves, or would when it changes. */
function movements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element | null) =>
      `${element?.tagName} ${element?.getAttribute('class')}`
    const running = document.getAnimations().flatMap(({ effect }) => {
      const { duration, iterations } = effect!.getComputedTiming()
      const isStill = Number(duration) <= 1 && iterations === 1
      return isStill ? [] : nameOf((effect as KeyframeEffect).target)
    })
    const longest = (list: string) =>
      Math.max(
        ...list.split(',').map((time) => parseFloat(time) * (time.endsWith('ms') ? 1 : 1_000))
      )
    const changing = [...document.querySelectorAll('*')].filter(
      (element) => longest(getComputedStyle(element).transitionDuration) > 1
    )
    return [...running, ...changing.map(nameOf)]
  })
}

/** Anything one reads or presses that the window cuts at its side, unless its frame scrolls. */
function runningOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const isHeld = (element: Element) => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { position, overflowX } = getComputedStyle(at)
        if (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth) return true
        if (at.closest('[inert], [aria-hidden="true"], .sr-only')) return true
        if (position === 'fixed' && at.matches('a[href="#main"]')) return true
      }
      return false
    }
    const cut = [
      ...document.querySelectorAll('h1, h2, p, li, a, button, input, select, textarea, label'),
    ].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -1 || right > clientWidth + 1) && !isHeld(element)
    })
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : []
    return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 160))]
  })
}
