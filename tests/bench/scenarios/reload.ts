import { openChatPage, screen, untilAnswered } from '#tests/bench/page/chat_screen'
import { marksOf, reloadWith } from '#tests/bench/page/page_watch'
import type { Rig } from '#tests/bench/rig'
import type { Figure, Scenario } from '#tests/bench/scenario'
import { digits, ratio, spread, timing } from '#tests/bench/statistics'
import { sample } from '#tests/support/sample_events'
import type { Device } from '#tests/support/browser'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'

const CHATS = 40
const MESSAGES_PER_CHAT = 250
const MESSAGES = CHATS * MESSAGES_PER_CHAT
const RELOADS = 10
const RELOADS_OF_EMPTY = 5
const SETTLING = 6_000
const BATCH = 100
const LAST_TITLE = 'The last event of the seed'
const CONTENT = 'A sentence of ordinary length, as people write them. '.repeat(5)
const NAMES = ['typed', 'entered', 'opened', 'live', 'stored']

export const reload: Scenario = {
  about: `reload a chat of ${MESSAGES_PER_CHAT} messages with ${MESSAGES} stored; text is typed as soon as there is a field, Enter a frame later; from navigation start to the message painted from the database`,
  limitSeconds: 120,
  async run(bench) {
    const rig = await bench.rig()
    const cookie = await rig.guest()
    const lastChat = await seed(rig, cookie)
    const device = await rig.device('synced', cookie)
    const startedAt = performance.now()
    const page = await device.open('/chat')
    await page.getByText(LAST_TITLE).waitFor({ timeout: 60_000 })
    const firstSync = performance.now() - startedAt
    bench.say(`first sync of ${MESSAGES} messages on a new device: ${digits(firstSync / 1_000)} s`)
    // LiveStore's worker is behind what it lets the page see; a device that is synced has had time to write it down.
    await sleep(SETTLING)
    await page.close()
    const full = await measure(await openFullChat(device, lastChat), RELOADS)
    await device.close()

    const other = await rig.device('empty')
    const empty = await measure(await openChatPage(other), RELOADS_OF_EMPTY)
    return [
      {
        ...timing(`reload with ${MESSAGES} messages → message from the database`, full.stored),
        most: 1_000,
        detail: `${spread(full.stored)}; field there and typed into ${spread(full.typed)}; chat on screen (kept view) ${spread(full.opened)}; database open ${spread(full.live)}; ${ratio(full.stored, empty.stored)} an empty database (${spread(empty.stored)})`,
      },
      ...losses(full, empty),
      {
        name: `first sync of ${MESSAGES} messages, new device → last event on screen`,
        value: firstSync / 1_000,
        unit: 's',
        detail: `${digits(MESSAGES / (firstSync / 1_000))} messages/s, page start included`,
      },
    ]
  },
}

/** Messages through the socket, as another device would have pushed them. Returns the last chat. */
async function seed(rig: Rig, cookie: string): Promise<string> {
  const client = await rig.connect(cookie)
  const chats = Array.from({ length: CHATS }, () => sample.chatCreated())
  const events = [
    ...chats,
    ...chats.flatMap(({ args: { chatId } }) => {
      let parentId: string | null = null
      return Array.from({ length: MESSAGES_PER_CHAT }, (_, index) => {
        const message = sample.messageSent(chatId, { parentId, content: `${index}: ${CONTENT}` })
        parentId = message.args.messageId
        return message
      })
    }),
    sample.chatRenamed(chats.at(-1)!.args.chatId, LAST_TITLE),
  ]
  for (let at = 0; at < events.length; at += BATCH) {
    const answer = await client.commit(...events.slice(at, at + BATCH))
    if (answer.type !== 'pushed') throw new Error(`The seed was refused: ${answer.code}`)
  }
  await client.close()
  return chats.at(-1)!.args.chatId
}

interface Seen {
  typed: number[]
  opened: number[]
  live: number[]
  stored: number[]
  hasStayed: boolean[]
  isAnswered: boolean[]
}

async function openFullChat(device: Device, chatId: string): Promise<Page> {
  const page = await openChatPage(device, `/chat/${chatId}`)
  await page.waitForFunction(
    ([selector, count]) => document.querySelectorAll(selector).length === count,
    [screen.question, MESSAGES_PER_CHAT] as const,
    { timeout: 30_000 }
  )
  await sleep(SETTLING / 2)
  return page
}

async function measure(page: Page, reloads: number): Promise<Seen> {
  const seen: Seen = { typed: [], opened: [], live: [], stored: [], hasStayed: [], isAnswered: [] }
  for (let index = -1; index < reloads; index++) {
    const question = `question ${index} after a reload`
    const draft = `draft ${index}`
    await reloadWith(page, {
      watches: [
        { name: 'opened', selector: screen.question },
        { name: 'live', selector: screen.live },
        { name: 'stored', selector: screen.question, text: question },
      ],
      typing: { question, draft },
    })
    const marks = await marksOf(page, NAMES)
    const rest = await page.inputValue(screen.composer)
    await untilAnswered(page)
    // The upstream repeats the question.
    const answer = await page.locator(screen.answer).last().textContent()
    await page.fill(screen.composer, '')
    // The first reload is the first one that the service worker serves.
    if (index < 0) continue
    seen.typed.push(marks.typed!)
    seen.opened.push(marks.opened!)
    seen.live.push(marks.live!)
    seen.stored.push(marks.stored!)
    seen.hasStayed.push('stayed' in marks && rest === draft)
    seen.isAnswered.push(answer?.includes(question) === true)
  }
  return seen
}

/** Text typed before the database was open, and text typed behind it, must still be there; and the question be answered. */
function losses(...all: Seen[]): Figure[] {
  const failures = (results: boolean[]) => results.filter((isFine) => !isFine).length
  const stayed = all.flatMap(({ hasStayed }) => hasStayed)
  const answered = all.flatMap(({ isAnswered }) => isAnswered)
  const detail = `${stayed.length} reloads`
  return [
    {
      name: 'typed texts that did not stay',
      value: failures(stayed),
      unit: '',
      most: 0,
      detail: `${detail}: the question until Enter, a draft until the message came from the database`,
    },
    {
      name: 'questions sent while the page opened that got no answer',
      value: failures(answered),
      unit: '',
      most: 0,
      detail,
    },
  ]
}
