import { unknownFacts } from '#ai/model_facts'
import { CostSettler } from '#chat/costs/cost_settler'
import { gatewayOver } from '#tests/support/gateway'
import { Random } from '#tests/support/random'
import { GenerationLab, givenChat, until } from '#tests/unit/chat/support/generation_lab'
import { BillingUpstream, PRICING } from '#tests/unit/metering/support/billing_upstream'
import { test } from '@japa/runner'
import { setImmediate as immediately } from 'node:timers/promises'

/** Fewer by CALLS, for a look in between. */
const CALLS = Number(process.env.CALLS ?? 10_000)
const USERS = 25
/** Questions between two kills of the process. */
const BETWEEN_CRASHES = 500
/** For a machine that has others to serve; alone, all of it takes a few seconds. */
const PATIENCE = 60_000

const factsOf = () => ({ ...unknownFacts, pricing: PRICING })

interface Row {
  upstream_id: string | null
  cost_nano: number
  is_estimate: number
  generation_id: string
  attempt: number
}

test.group('Accounts against the books of the provider', () => {
  test('10,000 random calls agree to the last nano-dollar', async ({ assert }) => {
    const random = new Random(Number(process.env.SEED ?? Date.now() % 1_000_000_007))
    console.log(`      seed ${random.seed}`)
    const upstream = new BillingUpstream(random)
    let driver = upstream.connect()
    const retry = { attempts: 2, pause: 1, longestPause: 5, longestChain: 60_000 }
    // So many failures in a row would open the circuit, and fewer calls would be made.
    const circuit = { failures: Number.MAX_SAFE_INTEGER }
    const options = () => {
      const current = driver
      const gateway = gatewayOver(() => current, { retry, circuit, rest: () => immediately() })
      return { gateway, factsOf, config: { concurrency: { perUser: 8, total: 100 } } }
    }
    let lab = await GenerationLab.start(options())
    let chats = await openChats(lab)

    const callsMade = () => [...upstream.met.values()].reduce((sum, count) => sum + count, 0)
    let sinceCrash = 0
    let crashes = 0
    while (callsMade() < CALLS) {
      const round = chats.map((chat) => ({ chat, ...chat.ask('Q') }))
      await Promise.all(round.map(({ chat, events }) => lab.push(chat.userId, events)))
      // Some are stopped while they run, some hang until then.
      for (let turn = random.below(12); turn > 0; turn--) await immediately()
      sinceCrash += round.length
      if (sinceCrash >= BETWEEN_CRASHES) {
        sinceCrash = 0
        crashes++
        driver.isDead = true
        driver = upstream.connect()
        lab = await lab.crash(options())
      }
      await Promise.all(
        round.map(({ chat, answerId }) => lab.push(chat.userId, [chat.stop(answerId)]))
      )
      // New ones behind a crash: how long a chat has grown is not what this is about.
      if (sinceCrash === 0) chats = await openChats(lab)
    }
    const open = () => lab.rows('SELECT 1 FROM generations WHERE ended_at IS NULL LIMIT 1')
    await until(() => open().length === 0, 'all ends', PATIENCE)
    await settleAll(lab, upstream)

    const rows = lab.rows<Row>('SELECT * FROM usage_events') as unknown as Row[]
    const known = rows.filter(({ upstream_id: id }) => id !== null)
    const wrong = known.filter(
      (row) => row.is_estimate || row.cost_nano !== upstream.bill(row.upstream_id!).costNano
    )
    assert.deepEqual(wrong, [])
    assert.equal(new Set(known.map((row) => row.upstream_id)).size, known.length)
    const billed = [...upstream.ledger.values()].reduce((sum, { costNano }) => sum + costNano, 0)
    const counted = known.reduce((sum, row) => sum + row.cost_nano, 0)
    assert.equal(counted, billed)
    assert.equal(known.length, upstream.ledger.size)
    // Calls that a provider never took up are guesses, and say so.
    const guesses = rows.filter(({ upstream_id: id }) => id === null)
    assert.isTrue(guesses.every((row) => row.is_estimate === 1))
    assert.deepEqual(lab.rows('SELECT * FROM usage_reservations'), [])

    // What the log tells of every answer is what the ledger says.
    const told = lab.rows(
      `SELECT count(*) AS differing FROM generations g JOIN messages m ON m.user_id = g.user_id AND m.id = g.answer_id
       LEFT JOIN (SELECT generation_id, sum(cost_nano) AS cost FROM usage_events GROUP BY 1) u ON u.generation_id = g.id
       WHERE m.cost_nano IS NOT u.cost OR g.cost_nano IS NOT u.cost`
    )
    assert.deepEqual(told, [{ differing: 0 }])
    const met = Object.fromEntries(upstream.met)
    console.log(
      `      ${callsMade()} calls, ${crashes} crashes, ${guesses.length} never taken up`,
      met
    )
  }).timeout(480_000)
})

/** Chats that have a title, so that every call is one for an answer. */
async function openChats(lab: GenerationLab) {
  const chats = Array.from({ length: USERS }, givenChat)
  for (const chat of chats) {
    const named = { ...chat.chat.args, title: 'Named' }
    await lab.push(chat.userId, [{ name: 'v1.ChatCreated', args: named } as never])
  }
  return chats
}

async function settleAll(lab: GenerationLab, upstream: BillingUpstream): Promise<void> {
  const { database, ledger, lookUps, writer: serverWriter } = lab
  const logger = { warn: () => {} } as never
  let clock = Date.now() + 5_000
  const settler = new CostSettler({
    ...{ database, ledger, lookUps, serverWriter, logger, now: () => clock },
    lookUp: async ({ upstreamId }) => upstream.lookUp(upstreamId),
  })
  const waiting = () => lab.rows('SELECT 1 FROM cost_look_ups LIMIT 1').length > 0
  while (waiting()) {
    // What was not ready is due again later.
    if ((await settler.run()) === 0) clock += 2_000
  }
  await until(
    () => lab.rows('SELECT 1 FROM pending_server_events LIMIT 1').length === 0,
    'the log',
    PATIENCE
  )
}
