import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { MainDatabase } from '#core/database'
import type { Payer } from '#metering/usage'
import { UsageLedger } from '#metering/usage_ledger'
import UsageReport from '../../../commands/usage_report.js'
import { givenCall, givenEnd } from '#tests/unit/metering/support/open_ledger'
import { test } from '@japa/runner'

const DAY = 24 * 60 * 60 * 1000

interface Used {
  userId: string
  daysAgo?: number
  provider?: string
  billedTo?: Payer
  costNano: number | null
  isEstimate?: boolean
}

async function givenUsage(...calls: Used[]) {
  const database = await app.container.make(MainDatabase)
  const ledger = await app.container.make(UsageLedger)
  const usage = { inputTokens: 10, outputTokens: 5, cachedTokens: 0, reasoningTokens: 0 }
  await database.run((sqlite) => {
    for (const { daysAgo = 0, costNano, isEstimate = false, ...call } of calls) {
      const start = givenCall({ ...call, sentAt: Date.now() - daysAgo * DAY })
      ledger.settle(
        ...([sqlite, { ...start, upstreamId: null }] as const),
        givenEnd({ costNano, isEstimate, usage })
      )
    }
  })
}

const dayOf = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10)

/** Runs the command as the console does; its output is kept instead of printed. */
async function report(...parameters: string[]) {
  const ace = await app.container.make('ace')
  ace.ui.switchMode('raw')
  const command = await ace.create(UsageReport, parameters)
  await command.exec()
  return command
}

const rowsOf = (command: Awaited<ReturnType<typeof report>>, userId: string) =>
  command.ui.logger
    .getLogs()
    .map(({ message }) => message.split('|'))
    .filter((cells) => cells.includes(userId))

test.group('Usage report', () => {
  test('sums by day, provider, payer and person, and marks what is a guess', async ({ assert }) => {
    const [ada, ben] = [randomUUID(), randomUUID()]
    await givenUsage(
      { userId: ada, costNano: 1_500_000 },
      { userId: ada, costNano: 2_000_000, isEstimate: true },
      { userId: ada, costNano: null, isEstimate: true },
      { userId: ada, costNano: 7_000_000, provider: 'anthropic', billedTo: 'own_key' },
      { userId: ada, costNano: 9, daysAgo: 2 },
      { userId: ben, costNano: 1_000_000_000 }
    )
    const command = await report()
    const paid = 'operator'
    assert.sameDeepMembers(rowsOf(command, ada), [
      [dayOf(0), 'openrouter', paid, ada, '3', '30', '15', '~0.003500', '1'],
      [dayOf(0), 'anthropic', 'own key', ada, '1', '10', '5', '0.007000', '0'],
      [dayOf(2), 'openrouter', paid, ada, '1', '10', '5', '0.000000', '0'],
    ])
    assert.deepEqual(rowsOf(command, ben), [
      [dayOf(0), 'openrouter', paid, ben, '1', '10', '5', '1.000000', '0'],
    ])
  })

  test('goes back as far as it is told, today included', async ({ assert }) => {
    const ada = randomUUID()
    await givenUsage({ userId: ada, costNano: 1, daysAgo: 2 }, { userId: ada, costNano: 1 })
    assert.lengthOf(rowsOf(await report('--days=1'), ada), 1)
    assert.lengthOf(rowsOf(await report('--days=2'), ada), 1)
    assert.lengthOf(rowsOf(await report('--days=3'), ada), 2)
  })

  test('refuses days that make no sense', async ({ assert }) => {
    for (const days of ['0', '-3', '1.5', '5000']) {
      const command = await report(`--days=${days}`)
      assert.equal(command.exitCode, 1, days)
      const lines = command.ui.logger.getLogs().map(({ message }) => message)
      assert.lengthOf(lines, 1)
      assert.include(lines[0], '--days must be a whole number from 1 to 3660.')
    }
  })
})
