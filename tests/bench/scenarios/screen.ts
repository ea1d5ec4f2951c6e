import { ask, openChatPage, screen, untilAnswered } from '#tests/bench/page/chat_screen'
import type { Figure, Scenario } from '#tests/bench/scenario'
import { digits, spread, timing } from '#tests/bench/statistics'
import { storeLongChat } from '#tests/support/stored_chat'
import type { Page } from 'playwright-core'

const MESSAGES = 1_000
const OPENINGS = 8
const LONG = 'A chat of a thousand messages'
const SHORT = 'A chat of two messages'
/** Two hundred a second, for eight seconds. */
const MODEL = 'bench-200x1600'

/** Formatted answers: tables, code, lists and formulas, as models write them. */
export const longChat: Scenario = {
  about: `open a chat of ${MESSAGES} messages with formatted answers from another chat, then 200 tokens/s into it while somebody types`,
  limitSeconds: 90,
  async run(bench) {
    const rig = await bench.rig({ model: MODEL })
    const cookie = await rig.guest()
    // Its first connection makes the log.
    ;(await rig.connect(cookie)).drop()
    for (const [title, count] of [
      [LONG, MESSAGES],
      [SHORT, 2],
    ] as const) {
      storeLongChat(rig.server.dataDirectory, count, title)
    }
    const page = await openChatPage(await rig.device('browser', cookie))
    const opened = await openings(page)
    return [...opened, ...(await streaming(page))]
  },
}

async function openings(page: Page): Promise<Figure[]> {
  const painted: number[] = []
  await page.getByRole('link', { name: LONG }).waitFor({ timeout: 30_000 })
  for (let at = 0; at < OPENINGS; at++) {
    await page.getByRole('link', { name: SHORT }).click()
    await page.getByText('Answer 0.').waitFor()
    await page.waitForTimeout(300)
    painted.push(await page.evaluate(open, { title: LONG, last: `Answer ${MESSAGES - 2}.` }))
    await page.waitForTimeout(300)
  }
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  const whole = await page.evaluate(() => document.querySelectorAll('.markdown').length)
  const top = await scrollThrough(page)
  return [
    timing(`open a chat of ${MESSAGES} messages → painted`, painted, 250),
    {
      name: 'elements on the page then',
      value: elements,
      unit: '',
      most: 4_000,
      detail: `${whole} answers whole; ${top} after scrolling to the top and back`,
    },
  ]
}

/** Runs inside the page: from the press to the frame after the newest answer is there. */
function open({ title, last }: { title: string; last: string }): Promise<number> {
  const link = [...document.querySelectorAll('a')].find((each) => each.textContent?.includes(title))
  const start = performance.now()
  link?.click()
  return new Promise((resolve) => {
    const look = () => {
      const newest = [...document.querySelectorAll('article[aria-label="Answer"]')].at(-1)
      if (!newest?.textContent?.includes(last)) return requestAnimationFrame(look)
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve(performance.now() - start)
      return requestAnimationFrame(() => channel.port2.postMessage(null))
    }
    look()
  })
}

/** The most elements there were on the way. */
function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('article')!.closest('.overflow-y-auto')!
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    let most = 0
    for (const direction of [-1, 1]) {
      for (let step = 0; step < 60; step++) {
        scroller.scrollTop += direction * scroller.clientHeight * 3
        await frame()
        await frame()
        most = Math.max(most, document.querySelectorAll('*').length)
      }
    }
    scroller.scrollTop = scroller.scrollHeight
    await frame()
    return most
  })
}

async function streaming(page: Page): Promise<Figure[]> {
  await page.evaluate(watch)
  await ask(page, 'Tell me everything')
  await page.waitForSelector(screen.runningText)
  await page.evaluate(() => (window as unknown as Watching).startWatching())
  await page.focus(screen.composer)
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press('KeyA')
    await page.waitForTimeout(80)
  }
  const { keys, tasks } = await page.evaluate(() => (window as unknown as Watching).startWatching())
  await untilAnswered(page)
  return [
    timing('keystroke → paint meanwhile', keys, 50),
    {
      name: 'longest task meanwhile',
      value: Math.max(0, ...tasks),
      unit: 'ms',
      most: 100,
      detail: tasks.length > 0 ? spread(tasks) : `no task over 50 ms in ${digits(60 * 80)} ms`,
    },
  ]
}

interface Watching {
  startWatching(): { keys: number[]; tasks: number[] }
}

/** Runs inside the page. */
function watch(): void {
  let keys: number[] = []
  let tasks: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ type: 'longtask' })
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => keys.push(performance.now() - timeStamp)
        channel.port2.postMessage(null)
      })
    },
    { capture: true }
  )
  Object.assign(window, {
    startWatching: () => {
      const seen = { keys, tasks }
      keys = []
      tasks = []
      return seen
    },
  })
}
