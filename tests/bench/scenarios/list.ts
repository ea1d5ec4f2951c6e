import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { LoftEvent } from '#shared/events/catalog'
import { openChatPage } from '#tests/bench/page/chat_screen'
import type { Scenario } from '#tests/bench/scenario'
import { digits, median, spread, timing } from '#tests/bench/statistics'
import { sample } from '#tests/support/sample_events'
import { storeEvents } from '#tests/support/stored_chat'

const CHATS = 10_000
const OPENINGS = 10
const SETTLING = 6_000
const ARCHIVED_TITLE = 'The chat that was put away'
const LAST_TITLE = 'The newest chat of the seed'
const SCROLL_MS = 3_000
const FRAMES_WANTED = 50

export const list: Scenario = {
  about: `the list with ${CHATS} chats: from the press that shows it to the frame with its rows, and frames while it scrolls from end to end`,
  limitSeconds: 240,
  async run(bench) {
    const rig = await bench.rig()
    const cookie = await rig.guest()
    // Its first connection makes the log.
    ;(await rig.connect(cookie)).drop()
    storeEvents(rig.server.dataDirectory, chatEvents())
    const device = await rig.device('synced', cookie)
    const first = await device.open('/chat')
    await first.getByText(LAST_TITLE).waitFor({ timeout: 120_000 })
    await sleep(SETTLING)
    await first.close()
    const page = await openChatPage(device)
    await page.getByText(LAST_TITLE).waitFor()

    const openings: number[] = []
    for (let round = 0; round < OPENINGS; round++) openings.push(await reopen(page))
    const frames = await scrollThrough(page)
    const rows = await page.locator('nav li').count()
    return [
      timing(`the list of ${CHATS} chats → its rows painted`, openings, 200),
      {
        ...timing(
          `scrolling through ${CHATS} chats → the next frame`,
          frames,
          1_000 / FRAMES_WANTED
        ),
        detail: `${spread(frames)}; median ${digits(1_000 / median(frames))} frames/s, ${rows} rows in the page`,
      },
    ]
  },
}

function chatEvents(): LoftEvent[] {
  const created = Array.from({ length: CHATS }, (_, at) => {
    // Two and a half hours apart, over nearly three years: every group has some.
    const createdAt = Date.now() - (CHATS - at) * 9_000_000
    return sample.chatCreated({ createdAt, title: `Chat ${at}` })
  })
  const [away, newest] = [created.at(-2)!.args.chatId, created.at(-1)!.args.chatId]
  return [
    ...created,
    sample.chatRenamed(away, ARCHIVED_TITLE),
    {
      name: 'v1.ChatArchived',
      args: { eventId: sample.id(), chatId: away, archivedAt: Date.now() },
    },
    sample.chatRenamed(newest, LAST_TITLE),
  ]
}

/** Goes to the archive and back; milliseconds from the press until the whole list is painted. */
async function reopen(page: Page): Promise<number> {
  await page.getByRole('button', { name: /^Archive/ }).click()
  await page.getByText(ARCHIVED_TITLE).waitFor()
  return page.evaluate(
    (title) =>
      new Promise<number>((resolve) => {
        const back = [...document.querySelectorAll('nav button')].find(
          (button) => button.textContent?.trim() === 'All chats'
        ) as HTMLElement
        const pressedAt = performance.now()
        const look = () => {
          const rows = [...document.querySelectorAll('nav li a')]
          if (!rows.some((row) => row.textContent === title)) return requestAnimationFrame(look)
          return requestAnimationFrame(() =>
            setTimeout(() => resolve(performance.now() - pressedAt))
          )
        }
        back.click()
        look()
      }),
    LAST_TITLE
  )
}

/** From top to end and back in a few seconds; milliseconds between frames. */
function scrollThrough(page: Page): Promise<number[]> {
  return page.evaluate(
    (duration) =>
      new Promise<number[]>((resolve, reject) => {
        const scroller = document.querySelector('nav ul')?.parentElement
        if (!scroller) return reject(new Error('There is no list'))
        const end = scroller.scrollHeight - scroller.clientHeight
        const frames: number[] = []
        let before = performance.now()
        const startedAt = before
        const step = (now: number) => {
          frames.push(now - before)
          before = now
          const share = (now - startedAt) / duration
          if (share >= 1) return resolve(frames.slice(1))
          scroller.scrollTop = end * (share < 0.5 ? share * 2 : 2 - share * 2)
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    SCROLL_MS
  )
}
