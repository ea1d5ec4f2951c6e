import { setTimeout as sleep } from 'node:timers/promises'
import { ask, openChatPage, screen, untilAnswered } from '#tests/bench/page/chat_screen'
import { marksOf, watchNow } from '#tests/bench/page/page_watch'
import type { Rig } from '#tests/bench/rig'
import type { Scenario } from '#tests/bench/scenario'
import { spread, timing } from '#tests/bench/statistics'
import { networkErrors, type Device } from '#tests/support/browser'
import type { Page } from 'playwright-core'

const TIMES_ONLINE = 8
const TIMES_RESTARTED = 4
const AWAY = 2_500

interface Seen {
  /** Its text is on the screen. */
  read: number[]
  /** Its outcome has come from the log. */
  completed: number[]
}

/**
 * With the `online` event: connections are cut and refused by the proxy and the browser is set offline, then both end; the clock
 * starts before the browser is told. Without: the server is stopped and started, the browser hears of nothing and finds out by its
 * back-off; the clock starts when the server listens.
 */
export const reconnect: Scenario = {
  about:
    'a question written offline, from the network being back to its answer (the upstream answers at once)',
  limitSeconds: 90,
  async run(bench) {
    const rig = await bench.rig({ isProxied: true })
    const device = await rig.device('browser')
    device.allow(...networkErrors)
    const page = await openChatPage(device)
    await ask(page, 'first question')
    await untilAnswered(page)

    const online = await repeat(TIMES_ONLINE, page, (question) =>
      withOnlineEvent(rig, device, page, question)
    )
    const restarted = await repeat(TIMES_RESTARTED, page, (question) =>
      withRestart(rig, page, question)
    )
    return [
      {
        ...timing('back online (`online` event) → waiting message answered', online.completed),
        most: 500,
        detail: `complete from the log ${spread(online.completed)}; its text readable ${spread(online.read)}`,
      },
      {
        ...timing('server restarted, no event (back-off) → answered', restarted.completed),
        detail: `complete from the log ${spread(restarted.completed)}; its text readable ${spread(restarted.read)}; after ${AWAY / 1_000} s or more without a server`,
      },
    ]
  },
}

/** Returns when the network was back, in Unix milliseconds. */
type Absence = (question: string) => Promise<number>

async function repeat(times: number, page: Page, absence: Absence): Promise<Seen> {
  const seen: Seen = { read: [], completed: [] }
  for (let index = -1; index < times; index++) {
    const question = `question${index}-written-offline`
    const backAt = await absence(question)
    const { read, completed } = await marksOf(page, ['read', 'completed'])
    const origin = await page.evaluate(() => Date.now() - performance.now())
    await untilAnswered(page)
    if (index < 0) continue
    seen.read.push(origin + read! - backAt)
    seen.completed.push(origin + completed! - backAt)
  }
  return seen
}

async function withOnlineEvent(
  { proxy }: Rig,
  { context }: Device,
  page: Page,
  question: string
): Promise<number> {
  await proxy!.offline()
  await context.setOffline(true)
  await write(page, question)
  await sleep(AWAY)
  await proxy!.online()
  const backAt = Date.now()
  await context.setOffline(false)
  return backAt
}

async function withRestart({ server }: Rig, page: Page, question: string): Promise<number> {
  await server.stop()
  await write(page, question)
  await sleep(AWAY)
  await server.restart()
  return Date.now()
}

async function write(page: Page, question: string): Promise<void> {
  await page.waitForSelector(screen.offline, { state: 'attached' })
  // The upstream repeats the question.
  await watchNow(page, [
    { name: 'read', selector: screen.answer, text: question },
    { name: 'completed', selector: screen.finished, text: question },
  ])
  await ask(page, question)
  await page.waitForFunction(
    ([selector, text]) =>
      document.querySelector(`${selector}:last-of-type`) && document.body.innerText.includes(text),
    [screen.question, question] as const
  )
}
