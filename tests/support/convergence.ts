import { isDeepStrictEqual } from 'node:util'
import type { Person } from '#tests/support/guests'
import type { HarnessTab } from '#tests/support/harness/harness_tab'
import {
  query,
  readLog,
  readProjections,
  replay,
  tableNames,
  tablesOf,
  type Tables,
} from '#tests/support/server_tables'
import type { Stage } from '#tests/support/stage'
import { until } from '#tests/support/until'

/** Waits until nothing is on its way: outboxes and LiveStore's queues are empty, and the server has nothing left to do or say. */
export async function waitUntilQuiet(
  stage: Stage,
  tabs: readonly HarnessTab[],
  timeoutMs = 20_000
): Promise<void> {
  let seen: unknown
  await until(
    'everything to be quiet',
    async () => {
      const states = await Promise.all(tabs.map(stateOf))
      seen = { tabs: states, server: serverWork(stage) }
      return isDeepStrictEqual(seen, { tabs: tabs.map(() => quietTab), server: quietServer })
    },
    { timeoutMs, everyMs: 100 }
  ).catch((error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify(seen)}`, { cause: error })
  })
}

const quietTab = { state: 'synced', outbox: 0, session: 0, leader: 0 }
const quietServer = { generations: 0, events: 0 }

async function stateOf(tab: HarnessTab) {
  const { type: state } = await tab.syncState()
  return { state, outbox: await tab.outboxCount(), ...(await tab.pending()) }
}

function serverWork({ server }: Stage) {
  const count = (sql: string) => Number(query(server, sql)[0]?.n)
  return {
    generations: count(
      "SELECT count(*) AS n FROM generations WHERE ended_at IS NULL AND status <> 'held'"
    ),
    events: count('SELECT count(*) AS n FROM pending_server_events'),
  }
}

/** The log played from the start, the server's tables and those of every tab agree. */
export async function assertSameRows(
  stage: Stage,
  { userId, storeId }: Person,
  tabs: readonly HarnessTab[]
): Promise<void> {
  const expected = replay(readLog(stage.server, storeId))
  assertEqualTables('the tables of the server', expected, readProjections(stage.server, userId))
  for (const tab of tabs) {
    const name = `the tables of a tab of ${tab.device.name}`
    await until(
      `${name} to be what the log says`,
      async () => {
        assertEqualTables(name, expected, await tablesOfTab(tab))
        return true
      },
      { timeoutMs: 5_000 }
    ).catch((error: Error) => {
      throw error.cause ?? error
    })
  }
}

async function tablesOfTab(tab: HarnessTab): Promise<Tables> {
  const rows = new Map(
    await Promise.all(tableNames.map(async (table) => [table, await tab.rows(table)] as const))
  )
  return tablesOf((table) => rows.get(table) ?? [])
}

function assertEqualTables(name: string, expected: Tables, actual: Tables): void {
  const differences = tableNames.flatMap((table) => {
    const [wanted, found] = [new Set(expected[table]), new Set(actual[table])]
    return [
      ...expected[table].filter((row) => !found.has(row)).map((row) => `- ${table} ${row}`),
      ...actual[table].filter((row) => !wanted.has(row)).map((row) => `+ ${table} ${row}`),
    ]
  })
  if (differences.length === 0) return
  const shown = differences.slice(0, 12).join('\n')
  throw new Error(`${name} differ from the log in ${differences.length} rows:\n${shown}`)
}
