import type { Device } from '#tests/support/browser'
import type { Page } from 'playwright-core'

/** Where things are on the chat screen. */
export const screen = {
  composer: 'textarea[aria-label="Message"]',
  /** A message from the database. */
  question: 'article[aria-label="You"]',
  /** The same, or one that is on its way into the database. */
  anyQuestion: '.items-end',
  answer: 'article[aria-label="Answer"]',
  runningText: 'article[aria-label="Answer"] .running-text',
  finished: 'article[aria-label="Answer"][aria-busy="false"]',
  running: 'article[aria-label="Answer"][aria-busy="true"]',
  synced: '[data-sync="synced"]',
  /** The database is open: what is on screen comes from it. */
  live: '[data-sync]:not([data-sync="opening"])',
  offline: '[data-sync="offline"]',
} as const

/** A chat page that is open, connected, and kept by the service worker, as after some use. */
export async function openChatPage(device: Device, path = '/chat'): Promise<Page> {
  const page = await device.open(path)
  // A first visit fetches the whole log.
  await page.waitForSelector(screen.synced, { state: 'attached', timeout: 60_000 })
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50))
  })
  return page
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.fill(screen.composer, question)
  await page.press(screen.composer, 'Enter')
}

/** No answer runs, and everything is on the server. When that does not come, the error says what the screen shows instead. */
export async function untilAnswered(page: Page, timeout = 30_000): Promise<void> {
  try {
    await page.waitForFunction(
      ({ running, finished, synced }) =>
        !document.querySelector(running) &&
        document.querySelector(finished) !== null &&
        document.querySelector(synced) !== null,
      screen,
      { timeout, polling: 50 }
    )
  } catch (error) {
    const sync = await page.locator('[data-sync]').allTextContents()
    const messages = await page.locator('article').allTextContents()
    const newest = messages.slice(-2).map((text) => text.slice(0, 100))
    const seen = JSON.stringify({ sync, messages: messages.length, newest })
    throw new Error(`No finished answer within ${timeout} ms: ${seen}`, { cause: error })
  }
}
