import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { MainDatabase } from '#core/database'
import type { ServerEvent } from '#shared/events/catalog'
import { RebuildProjections } from '#sync/actions/rebuild_projections'
import { SqliteEventLog } from '#sync/drivers/sqlite_event_log'
import { VerifyProjections } from '#sync/queries/verify_projections'
import { logSteps, type LogStep } from '#tests/support/random_events'
import { rows } from '#tests/support/sync_tables'
import fc from 'fast-check'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

interface MessageRow {
  id: string
  chat_id: string
  parent_message_id: string | null
}

type Written = Exclude<LogStep, { by: 'again' }>

/** Names the event of every `again`; one that reaches back before the first push is left out. */
function resolve(steps: LogStep[]): Written[] {
  const pushed: Written[] = []
  return steps.flatMap((step) => {
    const written = step.by === 'again' ? pushed.at(-1 - step.back) : step
    if (!written) return []
    if (written.by === 'client') pushed.push(written)
    return [written]
  })
}

/** A log of its own without hooks: no answers are generated here. */
async function play(log: SqliteEventLog, userId: string, steps: Written[]): Promise<void> {
  let head = 0
  for (const { by, event } of steps) {
    if (by === 'server') {
      const [appended] = await log.appendAtHead(userId, [event as ServerEvent])
      head = appended.seqNum
      continue
    }
    const { name } = event
    const place = { seqNum: head + 1, parentSeqNum: head, clientId: 'c1', sessionId: 's1' }
    const result = await log.append(userId, [
      { event, name, args: JSON.stringify(event.args), ...place },
    ])
    if (result.type !== 'appended') throw new Error(`Not appended: ${result.type}`)
    head = result.head
  }
}

function findTreeFault(messages: MessageRow[]): string | null {
  const byId = new Map(messages.map((message) => [message.id, message]))
  for (const message of messages) {
    const seen = new Set<string>()
    for (let at: MessageRow | undefined = message; at?.parent_message_id;) {
      if (seen.has(at.id)) return `cycle at ${at.id}`
      seen.add(at.id)
      const parent: MessageRow | undefined = byId.get(at.parent_message_id)
      if (!parent) return `orphan ${at.id}`
      if (parent.chat_id !== at.chat_id) return `parent of ${at.id} is in another chat`
      at = parent
    }
  }
  return null
}

test.group('Sync | projections of random logs', () => {
  test(`are what a replay makes, a rebuild changes nothing, trees stay trees (seed ${seed})`, async ({
    assert,
  }) => {
    const database = await app.container.make(MainDatabase)
    const log = new SqliteEventLog(database)
    await fc.assert(
      fc.asyncProperty(logSteps, async (steps) => {
        const userId = randomUUID()
        await play(log, userId, resolve(steps))
        const verify = () => new VerifyProjections(database).handle({ userId })
        assert.deepEqual((await verify()).differences, [])
        await new RebuildProjections(database).handle({ userId })
        assert.deepEqual((await verify()).differences, [])
        const messages = await rows<MessageRow>(
          'SELECT id, chat_id, parent_message_id FROM messages WHERE user_id = ?',
          userId
        )
        assert.isNull(findTreeFault(messages))
      }),
      { seed, numRuns: 150 }
    )
  }).timeout(110_000)

  test(`an event that comes twice has one effect (seed ${seed})`, async ({ assert }) => {
    const database = await app.container.make(MainDatabase)
    const log = new SqliteEventLog(database)
    const tables = (userId: string) =>
      Promise.all(
        ['chats', 'messages', 'branch_selections'].map(async (table) =>
          (await rows(`SELECT * FROM ${table} WHERE user_id = ? ORDER BY 2, 3`, userId)).map(
            (row) => ({ ...row, user_id: '' })
          )
        )
      )
    await fc.assert(
      fc.asyncProperty(logSteps, async (steps) => {
        const [once, twice] = [randomUUID(), randomUUID()]
        const written = resolve(steps)
        await play(log, once, written)
        await play(
          log,
          twice,
          written.flatMap((step) => [step, step])
        )
        assert.deepEqual(await tables(twice), await tables(once))
      }),
      { seed, numRuns: 100 }
    )
  }).timeout(110_000)
})
