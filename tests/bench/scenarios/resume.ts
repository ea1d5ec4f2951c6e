import { cutAnswers } from '#tests/bench/scenarios/resume_cuts'
import { ask, openChatPage, screen, untilAnswered } from '#tests/bench/page/chat_screen'
import { marksOf, reloadWith } from '#tests/bench/page/page_watch'
import type { Bench, Figure, Scenario } from '#tests/bench/scenario'
import { wholeAnswer } from '#tests/bench/whole_answer'
import { digits, spread, timing } from '#tests/bench/statistics'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const CHUNKS = 800
const MODEL = `bench-40x${CHUNKS}`
const RELOADS = 8

export const resume: Scenario = {
  about:
    'reload in the middle of an answer, from DOMContentLoaded of the chat page to all text of before painted again; then random cuts at the protocol',
  limitSeconds: 90,
  async run(bench) {
    return [...(await reloadMidAnswer(bench)), ...(await cutAnswers(bench))]
  },
}

async function reloadMidAnswer(bench: Bench): Promise<Figure[]> {
  const rig = await bench.rig({ model: MODEL })
  const page = await openChatPage(await rig.device('browser'))
  await ask(page, 'a long answer')
  await page.waitForFunction(
    (selector) => (document.querySelector(selector)?.textContent?.length ?? 0) > 200,
    screen.runningText
  )
  const afterPage: number[] = []
  const afterStart: number[] = []
  const atOpening: number[] = []
  const grownAfterPage: number[] = []
  for (let index = 0; index < RELOADS; index++) {
    const before = (await page.textContent(screen.runningText)) ?? ''
    const text = { name: 'text', selector: screen.runningText, length: before.length, text: before }
    const opened = { name: 'opened', selector: screen.live }
    const grown = { ...text, name: 'grown', length: before.length + 1 }
    await reloadWith(page, { watches: [opened, text, grown] })
    const marks = await marksOf(page, ['opened', 'text', 'grown'])
    const loaded = await domContentLoaded(page)
    afterPage.push(marks.text! - loaded)
    afterStart.push(marks.text!)
    atOpening.push(marks.opened! - loaded)
    grownAfterPage.push(marks.grown! - loaded)
    await sleep(300)
  }
  await untilAnswered(page, 30_000)
  const answer = (await page.textContent(`${screen.answer} p`)) ?? ''
  const isExact = answer.trim() === wholeAnswer(CHUNKS).trim()
  await rig.dispose()
  return [
    {
      ...timing('reload mid-answer → text visible again, after DOMContentLoaded', afterPage),
      most: 500,
      detail: `${spread(afterPage)}; going on to be written ${spread(grownAfterPage)}; the database open ${spread(atOpening)}; text after navigation start ${spread(afterStart)}; the answer on the screen at the end is ${isExact ? 'exact' : `NOT exact (${digits(answer.length)} characters)`}`,
    },
  ]
}

async function domContentLoaded(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return navigation!.domContentLoadedEventStart
  })
}
