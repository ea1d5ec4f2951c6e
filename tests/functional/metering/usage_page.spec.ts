import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { MainDatabase } from '#core/database'
import { UsageLedger } from '#metering/usage_ledger'
import type { UsageReport } from '#shared/protocol/usage'
import { baseUrl } from '#tests/support/base_url'
import { givenGuest, type Guest } from '#tests/support/given_guest'
import { execute } from '#tests/support/sync_tables'
import { givenCall, givenEnd } from '#tests/unit/metering/support/open_ledger'
import { test } from '@japa/runner'

async function givenUsage(
  userId: string,
  rest: { chatId?: string; sentAt: number; costNano: number | null; isEstimate?: boolean }
) {
  const database = await app.container.make(MainDatabase)
  const ledger = await app.container.make(UsageLedger)
  const { costNano, isEstimate = false, ...call } = rest
  const usage = { inputTokens: 10, outputTokens: 5, cachedTokens: 0, reasoningTokens: 0 }
  await database.run((sqlite) =>
    ledger.settle(
      sqlite,
      { ...givenCall({ userId, ...call }), upstreamId: null },
      givenEnd({ costNano, isEstimate, usage })
    )
  )
}

async function visitUsage({ cookie }: Guest, query = '', zone: string | null = 'UTC') {
  const document = await (await fetch(`${baseUrl()}/usage`, { headers: { cookie } })).text()
  const [, version = ''] =
    /(?:&quot;|")version(?:&quot;|"):(?:&quot;|")([^&"]+)/.exec(document) ?? []
  const headers: Record<string, string> = {
    ...{ cookie, 'x-inertia': 'true', 'x-inertia-version': version },
  }
  if (zone !== null) headers['x-time-zone'] = zone
  const response = await fetch(`${baseUrl()}/usage${query}`, { headers })
  if (response.status !== 200) throw new Error(`GET /usage answered ${response.status}`)
  const { props } = (await response.json()) as { props: { report: UsageReport | null } }
  return props.report
}

test.group('Usage page', () => {
  test('counts by day, model, chat and payer, of this person only', async ({ assert }) => {
    const [ada, ben] = [await givenGuest(), await givenGuest()]
    const chatId = randomUUID()
    await execute(
      `INSERT INTO chats (user_id, id, title, last_message_at, created_at, updated_at) VALUES (?, ?, 'Maize', 1, 1, 1)`,
      ...[ada.userId, chatId]
    )
    const noon = (day: number) => Date.UTC(2026, 1, day, 12)
    await givenUsage(ada.userId, { chatId, sentAt: noon(3), costNano: 7 })
    await givenUsage(ada.userId, { chatId, sentAt: noon(5), costNano: 11, isEstimate: true })
    await givenUsage(ada.userId, { sentAt: noon(5), costNano: null, isEstimate: true })
    await givenUsage(ben.userId, { sentAt: noon(5), costNano: 1_000 })

    const report = (await visitUsage(ada, '?period=month&date=2026-02'))!
    assert.containsSubset(report.total, {
      ...{ calls: 3, inputTokens: 30, outputTokens: 15, costNano: 18 },
      ...{ estimatedCalls: 1, estimatedNano: 11, unknownCalls: 1 },
    })
    assert.deepEqual(report.operator, report.total)
    assert.equal(report.ownKey.calls, 0)
    assert.lengthOf(report.bars, 28)
    assert.deepEqual(report.cells, [
      { bar: 2, model: 0, costNano: 7, tokens: 15 },
      { bar: 4, model: 0, costNano: 11, tokens: 30 },
    ])
    assert.deepEqual(
      report.chats.map(({ title, costNano }) => [title, costNano]),
      [
        ['Maize', 18],
        [null, 0],
      ]
    )
    assert.equal((await visitUsage(ben, '?period=month&date=2026-02'))!.total.costNano, 1_000)
  })

  test("days are those of the person's clocks", async ({ assert }) => {
    const ada = await givenGuest()
    await givenUsage(ada.userId, { sentAt: Date.parse('2026-02-28T23:30:00Z'), costNano: 3 })
    const february = '?period=month&date=2026-02'
    assert.equal((await visitUsage(ada, february))!.total.calls, 1)
    assert.equal((await visitUsage(ada, february, 'Europe/Berlin'))!.total.calls, 0)
    const march = (await visitUsage(ada, '?period=month&date=2026-03', 'Europe/Berlin'))!
    assert.deepEqual(march.cells, [{ bar: 0, model: 0, costNano: 3, tokens: 15 }])
  })

  test('a document comes without a report; odd addresses and zones with the present one', async ({
    assert,
  }) => {
    const ada = await givenGuest()
    assert.isNull(await visitUsage(ada, '', null))
    for (const query of ['?period=week', '?date=x', '?period[]=day&date[]=1', '?date=9999-99']) {
      const report = (await visitUsage(ada, query, 'Mars/Olympus'))!
      assert.equal(report.zone, 'UTC')
      assert.equal(report.date, new Date().toISOString().slice(0, 7))
    }
  })
})
