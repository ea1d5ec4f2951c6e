import type { Bench, Scenario } from '#tests/bench/scenario'
import { digits, spread, timing } from '#tests/bench/statistics'
import { limits } from '#shared/limits'
import { sample } from '#tests/support/sample_events'
import type { SyncClient } from '#tests/support/sync_client'

const PEOPLE = 4
const BATCHES = 100
const SINGLES = 300
/** About the size of an ordinary message. */
const CONTENT = 'A sentence of ordinary length, as people write them. '.repeat(6)

/** Below the burst that config/sync.ts allows per person, so that no delay of the rate limit is measured. */
export const push: Scenario = {
  about: `${PEOPLE} people push batches of ${limits.pushEvents} messages, then one pushes single ones; from the frame sent to its acknowledgement`,
  limitSeconds: 60,
  async run(bench) {
    const clients = await connectPeople(bench)
    const batchAcks: number[] = []
    const startedAt = performance.now()
    await Promise.all(clients.map((client) => pushBatches(client, batchAcks)))
    const seconds = (performance.now() - startedAt) / 1_000
    const events = PEOPLE * BATCHES * limits.pushEvents

    const singleAcks = await pushSingles(clients[0]!)
    return [
      {
        name: 'events into logs and tables',
        value: events / seconds,
        unit: 'events/s',
        detail: `${events} messages of ${CONTENT.length} characters in ${digits(seconds)} s; acknowledgement of a batch in ms: ${spread(batchAcks)}`,
      },
      timing('one message pushed → acknowledged, server idle', singleAcks),
    ]
  },
}

async function connectPeople(bench: Bench): Promise<SyncClient[]> {
  const rig = await bench.rig()
  const clients: SyncClient[] = []
  for (let person = 0; person < PEOPLE; person++) {
    const client = await rig.connect(await rig.guest())
    await client.pull()
    clients.push(client)
  }
  return clients
}

async function pushBatches(client: SyncClient, acknowledgements: number[]): Promise<void> {
  const chat = sample.chatCreated()
  await commit(client, [chat])
  for (let batch = 0; batch < BATCHES; batch++) {
    const messages = Array.from({ length: limits.pushEvents }, () =>
      sample.messageSent(chat.args.chatId, { content: CONTENT })
    )
    const sentAt = performance.now()
    await commit(client, messages)
    acknowledgements.push(performance.now() - sentAt)
    // Its own events come back on the live pull; nobody here needs them.
    client.frames.length = 0
  }
}

async function pushSingles(client: SyncClient): Promise<number[]> {
  const acknowledgements: number[] = []
  const chat = sample.chatCreated()
  await commit(client, [chat])
  for (let single = 0; single < SINGLES; single++) {
    const message = sample.messageSent(chat.args.chatId, { content: CONTENT })
    const sentAt = performance.now()
    await commit(client, [message])
    acknowledgements.push(performance.now() - sentAt)
    client.frames.length = 0
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return acknowledgements
}

async function commit(client: SyncClient, events: Parameters<SyncClient['commit']>): Promise<void> {
  const answer = await client.commit(...events)
  if (answer.type !== 'pushed') throw new Error(`A push was refused: ${answer.code}`)
}
