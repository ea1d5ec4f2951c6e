import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { networkErrors } from '#tests/support/browser'
import { assertSameRows, waitUntilQuiet } from '#tests/support/convergence'
import { newGuest, type Person } from '#tests/support/guests'
import { Random } from '#tests/support/random'
import { RandomUpstream } from '#tests/support/random_upstream'
import { RandomWalk } from '#tests/support/random_walk'
import { query, readLog, replay } from '#tests/support/server_tables'
import { Stage } from '#tests/support/stage'
import { chosenSeed } from '#tests/support/test_environment'

const STEPS = 40
const SEEDS = chosenSeed === undefined ? [11, Date.now() % 1_000_000] : [chosenSeed]

type Cells = Record<string, string | number | null>

/** What was acknowledged has taken effect, every request has one end, and the messages are trees. */
function assertLawful(assert: Assert, stage: Stage, { userId, storeId }: Person) {
  const log = readLog(stage.server, storeId)
  const tables = replay(log)
  const rowsOf = (table: keyof typeof tables) =>
    tables[table].map((row) => JSON.parse(row) as Cells)

  const applied = new Set(rowsOf('applied_events').map(({ event_id }) => String(event_id)))
  for (const eventId of stage.acknowledged) assert.isTrue(applied.has(eventId), eventId)

  const messages = new Map(rowsOf('messages').map((row) => [row.id, row]))
  for (const message of messages.values()) {
    const seen = new Set<Cells[string]>()
    for (let at: Cells | undefined = message; at;) {
      assert.isFalse(seen.has(at.id), 'a cycle')
      seen.add(at.id)
      if (at.parent_message_id === null) break
      const parent: Cells | undefined = messages.get(at.parent_message_id)
      assert.equal(parent?.chat_id, at.chat_id, 'an orphan')
      at = parent
    }
    if (message.role === 'assistant' && message.deleted_at === null) {
      assert.include(['complete', 'stopped', 'failed'], String(message.status))
    }
  }

  const ends = log.flatMap(({ name, args }) =>
    /^v1\.Answer(Completed|Stopped|Failed)$/.test(name) && 'answerId' in args ? [args.answerId] : []
  )
  assert.lengthOf(ends, new Set(ends).size, 'an answer ended twice')
  const generations = query(
    stage.server,
    'SELECT answer_id, ended_at FROM generations WHERE user_id = ?',
    [userId]
  )
  for (const { ended_at } of generations) assert.isNotNull(ended_at)
}

test.group('Sync on a random walk', () => {
  test('seed {$self}')
    .with(SEEDS)
    .timeout(150_000)
    .run(async ({ assert, test: japaTest }, seed) => {
      const random = new Random(seed)
      const stage = await Stage.set(japaTest)
      const upstream = new RandomUpstream(new Random(seed + 1))
      stage.upstream.script(upstream.script)
      const first = await stage.device('first', { hasOwnNetwork: true })
      const person = await newGuest(first)
      const devices = [first, await stage.another('second', first, { hasOwnNetwork: true })]
      for (const each of devices) each.allow(...networkErrors)

      const walk = new RandomWalk(stage, person, devices, random)
      japaTest.cleanup((hasFailed: boolean) => {
        if (hasFailed) console.error(`LOFT_TEST_SEED=${seed}\n${walk.steps.join(', ')}`)
      })
      await walk.begin()
      for (let step = 0; step < STEPS; step++) await walk.step()
      await walk.mend()

      await waitUntilQuiet(stage, walk.tabs, 60_000)
      await assertSameRows(stage, person, walk.tabs)
      for (const tab of walk.tabs) await tab.close()
      const fresh = await Promise.all(devices.map((each) => stage.tab(each, person)))
      await waitUntilQuiet(stage, fresh)
      await assertSameRows(stage, person, fresh)
      assertLawful(assert, stage, person)
      upstream.assertNeverAskedTwice(readLog(stage.server, person.storeId))
      stage.assertQuiet()
    })
})
