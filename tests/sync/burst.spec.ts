import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import type { ClientEvent } from '#shared/events/catalog'
import { AnswerValve } from '#tests/support/answer_valve'
import { question, writes } from '#tests/support/client_events'
import { assertSameRows, waitUntilQuiet } from '#tests/support/convergence'
import { HarnessTab } from '#tests/support/harness/harness_tab'
import { readLog, type StoredEvent } from '#tests/support/server_tables'
import { Stage } from '#tests/support/stage'
import { inCheckout } from '#tests/support/test_environment'
import { until } from '#tests/support/until'
import type { Test } from '@japa/runner/core'

const COMMITS = 100
const QUEUED_ANSWERS = 40

const eager = {
  env: { NODE_OPTIONS: `--import=${inCheckout('tests/support/preload/eager_server_writer.js')}` },
}

interface BurstTest {
  gapMs: number
  isUnspaced: boolean
}

type BurstResult = Awaited<ReturnType<typeof runBurst>>

/** Two tabs that boot at once commit on a beat while the server appends; then everything must agree with everything. */
async function runBurst(japaTest: Test, { gapMs, isUnspaced }: BurstTest) {
  const stage = await Stage.set(japaTest, eager)
  const valve = new AnswerValve()
  stage.upstream.script(valve.script)
  const { device, person } = await stage.guest('first')
  const second = await stage.tab(await stage.another('second', device), person)

  const chat = writes.chat()
  const place = { chatId: chat.args.chatId, parentId: null }
  const queued = Array.from({ length: QUEUED_ANSWERS }, (_, index) => question(place, `q${index}`))
  await second.commit(chat, ...queued.flatMap(({ message, request }) => [message, request]))
  await stage.upstream.waitForRequest(4)
  await until('the questions on the second device', async () => (await second.outboxCount()) === 0)

  const tabs = await Promise.all([HarnessTab.open(device, person), HarnessTab.open(device, person)])
  const commits = tabs.map((_, tab) => burstCommits(place, `t${tab}`))
  const stopDrip = valve.drip(gapMs * 8)
  const startedAt = Date.now()
  const took = await Promise.all(
    tabs.map((tab, index) => tab.burst({ commits: commits[index], gapMs, isUnspaced }))
  )
  stopDrip()
  valve.open()
  const burstMs = Date.now() - startedAt
  const all = [...tabs, second]
  await waitUntilQuiet(stage, all, 60_000)
  const settledMs = Date.now() - startedAt - burstMs
  const log = readLog(stage.server, person.storeId)
  const facts = {
    ...{ gapMs, isUnspaced, took, settledMs },
    ...describeLog(log, stage.acknowledged, [startedAt, startedAt + burstMs]),
    reloads: tabs.map(({ loads }) => loads - 1),
    acknowledged: stage.acknowledged.size,
  }
  console.log(JSON.stringify(facts))
  return { stage, person, device, tabs, all, facts }
}

function burstCommits(place: { chatId: string; parentId: null }, name: string): ClientEvent[][] {
  return Array.from({ length: COMMITS }, (_, index) => {
    if (index % 30 === 7) {
      const { message, request } = question(place, `${name} asks ${index}`)
      return [message, request]
    }
    if (index % 10 === 3) return [writes.rename(place.chatId, `${name} ${index}`)]
    return [writes.message(place, `${name} ${index}`)]
  })
}

/** How often the server spoke during the burst, in time and in the order of the log, and what came into the log twice. */
function describeLog(
  log: readonly StoredEvent[],
  ids: ReadonlySet<string>,
  [from, to]: [number, number]
) {
  const positions = log.flatMap(({ args }, index) => (ids.has(args.eventId) ? [index] : []))
  const between = log.slice(positions[0], positions.at(-1)).filter(isOfServer)
  const during = log.filter((event) => isOfServer(event) && isBetween(event.receivedAt, from, to))
  const inLog = new Set(log.map(({ args }) => args.eventId))
  return {
    serverEventsDuring: during.length,
    serverEventsBetween: between.length,
    missing: [...ids].filter((id) => !inLog.has(id)).length,
    duplicates: log.length - inLog.size,
  }
}

const isOfServer = ({ author }: StoredEvent) => author === 'server'
const isBetween = (value: number, from: number, to: number) => value >= from && value <= to

async function assertVerified({ server }: Stage): Promise<void> {
  await promisify(execFile)(process.execPath, ['ace.js', 'sync:verify'], {
    cwd: inCheckout('build'),
    env: { PATH: process.env.PATH, ...server.environment },
  })
}

/** All sides agree: tabs, the other device, the server's tables, the log, and what a worker has on disk. */
async function assertAgreement({ stage, person, device, tabs, all }: BurstResult): Promise<void> {
  await assertSameRows(stage, person, all)
  for (const tab of tabs) await tab.close()
  await assertSameRows(stage, person, [await stage.tab(device, person)])
  await assertVerified(stage)
  stage.assertQuiet()
}

test.group('Sync under a burst of commits', () => {
  test('through the commit queue, one commit every {$self} ms')
    .with([2, 10, 20, 40, 100])
    .timeout(240_000)
    .run(async ({ assert, test: japaTest }, gapMs) => {
      const result = await runBurst(japaTest, { gapMs, isUnspaced: false })
      assert.isAtLeast(result.facts.serverEventsDuring, Math.ceil(COMMITS / 20))
      assert.equal(result.facts.missing, 0)
      await assertAgreement(result)
    })

  test('past the commit queue, one commit every {$self} ms')
    .with([2])
    .timeout(240_000)
    .run(async ({ assert, test: japaTest }, gapMs) => {
      const result = await runBurst(japaTest, { gapMs, isUnspaced: true })
      assert.equal(result.facts.missing, 0)
      await assertAgreement(result)
    })
})
