import { ask, openChatPage, screen, untilAnswered } from '#tests/bench/page/chat_screen'
import { marksOf, watchNow } from '#tests/bench/page/page_watch'
import type { Bench, Figure } from '#tests/bench/scenario'
import { spread, timing } from '#tests/bench/statistics'
import type { Page } from 'playwright-core'

const MODEL = 'bench-40x20-stamped'
const QUESTIONS = 20
const WARM_UP = 3

/** From a real key press to what was drawn because of it, in one tab of Chromium that shares the processor with everything else. */
export async function measureScreen(bench: Bench): Promise<Figure[]> {
  const rig = await bench.rig({ model: MODEL })
  const page = await openChatPage(await rig.device('browser'))
  const seen = {
    shown: [] as number[],
    stored: [] as number[],
    answered: [] as number[],
    asked: [] as number[],
    drawn: [] as number[],
  }
  for (let index = -WARM_UP; index < QUESTIONS; index++) {
    const question = `question ${index} of the bench`
    await watchNow(page, [
      { name: 'shown', selector: screen.anyQuestion, text: question },
      { name: 'stored', selector: screen.question, text: question },
      { name: 'answered', selector: screen.runningText, length: 1 },
    ])
    await ask(page, question)
    const names = ['entered', 'shown', 'stored', 'answered']
    const { entered, ...marks } = await marksOf(page, names)
    const origin = await page.evaluate(() => Date.now() - performance.now())
    await untilAnswered(page)
    if (index < 0) continue
    const firstChunk = await firstStamp(page)
    seen.asked.push(firstChunk - (origin + entered!))
    seen.drawn.push(origin + marks.answered! - firstChunk)
    for (const name of ['shown', 'stored', 'answered'] as const) {
      seen[name].push(marks[name]! - entered!)
    }
  }
  await rig.dispose()
  return [
    {
      ...timing('commit-to-paint: Enter → message painted', seen.shown),
      detail: `${spread(seen.shown)}; painted from the database ${spread(seen.stored)}`,
    },
    {
      ...timing('Enter → first token painted', seen.answered),
      detail: `${spread(seen.answered)}; Enter → first chunk sent by the upstream ${spread(seen.asked)}; from there to paint ${spread(seen.drawn)}`,
    },
  ]
}

/** When the upstream sent the first chunk of the newest answer, which consists of such times. */
async function firstStamp(page: Page): Promise<number> {
  const answer = await page.locator(screen.answer).last().textContent()
  const stamp = /\d{13}\.\d{3}/.exec(answer ?? '')?.[0]
  if (!stamp) throw new Error(`The answer carries no stamp: ${answer}`)
  return Number(stamp)
}
