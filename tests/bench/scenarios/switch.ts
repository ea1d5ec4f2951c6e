import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openChatPage } from '#tests/bench/page/chat_screen'
import type { Figure, Scenario } from '#tests/bench/scenario'
import { spread, timing } from '#tests/bench/statistics'
import { longChatEvents, storeEvents } from '#tests/support/stored_chat'

const CHATS = 1_000
const MESSAGES = 2
const SWITCHES = 30
const SETTLING = 3_000
const titleOf = (at: number) => `Chat number ${at}`

export const switchChats: Scenario = {
  about: `switching between chats with ${CHATS} stored: from the press in the list to the frame with the chat's answer`,
  limitSeconds: 150,
  async run(bench) {
    const rig = await bench.rig()
    const cookie = await rig.guest()
    // Its first connection makes the log.
    ;(await rig.connect(cookie)).drop()
    const chats = Array.from({ length: CHATS }, (_, at) => longChatEvents(MESSAGES, titleOf(at)))
    storeEvents(rig.server.dataDirectory, chats.flat())
    const page = await openChatPage(await rig.device('browser', cookie))
    await page.getByRole('link', { name: titleOf(CHATS - 1), exact: true }).waitFor()
    await sleep(SETTLING)
    return measure(page)
  },
}

async function measure(page: Page): Promise<Figure[]> {
  const requests: string[] = []
  const titles = await page.locator('nav li a').allInnerTexts()
  const painted: number[] = []
  for (let at = 0; at < SWITCHES; at++) {
    // The first chat brings what only chats need.
    if (at === 1) page.on('request', (request) => requests.push(request.url()))
    const took = await page.evaluate(open, titles[(at * 7) % Math.min(titles.length, 20)]!)
    if (at > 0) painted.push(took)
    await sleep(250)
  }
  return [
    timing(`switch to another of ${CHATS} chats → painted`, painted, 50),
    {
      name: 'requests meanwhile',
      value: requests.length,
      unit: '',
      most: 0,
      detail: requests[0] ?? `none in ${painted.length} switches (${spread(painted)})`,
    },
  ]
}

/** Runs inside the page: from the press to the task after the frame in which this chat's answer is there. */
function open(title: string): Promise<number> {
  const link = [...document.querySelectorAll<HTMLElement>('nav li a')].find(
    (each) => each.innerText === title
  )
  const start = performance.now()
  link?.click()
  return new Promise((resolve) => {
    const look = () => {
      const isOpen = document.querySelector('main h1')?.textContent === title
      if (!isOpen || !document.querySelector('article[aria-label="Answer"]'))
        return requestAnimationFrame(look)
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve(performance.now() - start)
      return requestAnimationFrame(() => channel.port2.postMessage(null))
    }
    look()
  })
}
