import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Asker } from '#tests/bench/asker'
import type { Rig } from '#tests/bench/rig'
import type { Bench, Figure, Scenario } from '#tests/bench/scenario'
import { digits, percentile, spread } from '#tests/bench/statistics'
import type { DocumentMediaType } from '#shared/documents'
import { pdf, textPage } from '#tests/support/documents/pdf'
import { sample } from '#tests/support/sample_events'
import { SyncClient } from '#tests/support/sync_client'
import { Uploader } from '#tests/support/uploader'

const PDFS = 4
const PAGES = 100
const LINES = 45
const QUIET_SECONDS = 10
const MOST_DELAY = 50
/** A little below the limit of a file, which is a guest's limit of all files too. */
const LARGE_BYTES = 199_000_000
const PART_BYTES = 4_000_000
/** Some 10,000 passages. */
const LONG_BYTES = 20_000_000
const SENTENCE = 'The plan of the year says what is done when, and by whom. '
const LOOK_INTERVAL = 100

/** What documents that are being read do to answers that are being written, and a file of 200 MB to memory. */
export const indexing: Scenario = {
  about: `${PDFS} PDFs of ${PAGES} pages are indexed while an answer of 40 chunks/s streams; then a text of 200 MB is taken in`,
  limitSeconds: 340,
  async run(bench) {
    return [...(await beside(bench)), ...(await large(bench))]
  },
}

async function beside(bench: Bench): Promise<Figure[]> {
  const rig = await bench.rig({ model: 'bench-40x160-stamped', stampsWire: true, embeds: true })
  const asker = await Asker.arrive(rig)
  const running = asker.askOneByOne()
  await sleep(3_000)
  const quiet = await during(rig, () => sleep(QUIET_SECONDS * 1_000))
  const startedAt = performance.now()
  const owner = await Owner.arrive(rig)
  const bytes = report()
  const seconds: number[] = []
  const busy = await during(rig, async () => {
    for (let number = 0; number < PDFS; number++) {
      const addedAt = performance.now()
      const outcome = await owner.add(`report ${number}.pdf`, 'application/pdf', bytes)
      if (outcome.name !== 'v1.DocumentProcessed') throw new Error(JSON.stringify(outcome))
      seconds.push((performance.now() - addedAt) / 1_000)
    }
  })
  const long = await during(rig, async () => {
    const text = Buffer.alloc(LONG_BYTES, `${SENTENCE.repeat(30)}\n\n`)
    const outcome = await owner.add('long.txt', 'text/plain', text, 200_000)
    bench.say(`a text of ${digits(LONG_BYTES / 1e6)} MB: ${JSON.stringify(outcome)}`)
  })
  bench.say(
    `${PDFS} × ${PAGES} pages in ${digits((performance.now() - startedAt) / 1_000)} s, the slowest ${digits(Math.max(...seconds))} s`
  )
  asker.leave()
  await running
  await rig.dispose()
  const detail = `${spread(busy.chunks)}; without indexing ${spread(quiet.chunks)}`
  return [
    {
      ...{ name: 'chunk → socket inside the server while indexing, p95', unit: 'ms' },
      ...{ value: percentile(busy.chunks, 0.95), most: MOST_DELAY, detail },
    },
    {
      ...{ name: 'the same, longest', unit: 'ms', value: percentile(busy.chunks, 1) },
      ...{ most: MOST_DELAY, detail },
    },
    {
      ...{ name: 'longest delay of the event loop while indexing', unit: 'ms' },
      ...{ value: busy.loop.max, most: MOST_DELAY },
      detail: `p95 ${digits(busy.loop.p95)}; without indexing p95 ${digits(quiet.loop.p95)}, longest ${digits(quiet.loop.max)}`,
    },
    {
      ...{
        name: `chunk → socket with a text of ${digits(LONG_BYTES / 1e6)} MB, longest`,
        unit: 'ms',
      },
      ...{ value: percentile(long.chunks, 1), most: MOST_DELAY },
      detail: `${spread(long.chunks)}; event loop p95 ${digits(long.loop.p95)}, longest ${digits(long.loop.max)}`,
    },
  ]
}

async function during(rig: Rig, work: () => Promise<unknown>) {
  await rig.probe.takeStamps()
  await rig.probe.takeLoopDelays()
  await work()
  const loop = (await rig.probe.takeLoopDelays())!
  const { chunk } = await rig.probe.takeStamps()
  return { chunks: chunk.inside, loop }
}

async function large(bench: Bench): Promise<Figure[]> {
  const rig = await bench.rig({ embeds: true })
  const owner = await Owner.arrive(rig)
  // Whatever the first document loads is no growth.
  await owner.add('first.txt', 'text/plain', Buffer.from('A first text. '.repeat(1_000)))
  await rig.probe.collectGarbage()
  const before = await rig.probe.residentMegabytes()
  const watch = new MemoryWatch(rig)
  const startedAt = performance.now()
  const bytes = Buffer.alloc(LARGE_BYTES, `${SENTENCE.repeat(30)}\n\n`)
  const outcome = await owner.add('large.txt', 'text/plain', bytes, 200_000)
  const seconds = (performance.now() - startedAt) / 1_000
  const { server, children } = await watch.end()
  const said = `${outcome.name}${'code' in outcome.args ? ` ${String(outcome.args.code)}` : ''}`
  bench.say(`${digits(LARGE_BYTES / 1e6)} MB: ${said} after ${digits(seconds)} s`)
  await rig.dispose()
  return [
    {
      ...{ name: "growth of the server's memory with 200 MB of text", unit: 'MB' },
      ...{ value: server - before, most: 150 },
      detail: `from ${digits(before)} to ${digits(server)} MB at most; ${said}`,
    },
    {
      ...{ name: 'memory of the process that reads it, at most', unit: 'MB' },
      ...{ value: children, detail: 'all children of the server together' },
    },
    {
      ...{ name: 'from the first byte to the outcome', unit: 's', value: seconds },
      detail: `${digits(owner.uploadSeconds)} s of it the upload over loopback`,
    },
  ]
}

class MemoryWatch {
  #server = 0
  #children = 0
  #isOver = false
  readonly #running: Promise<void>

  constructor(private readonly rig: Rig) {
    this.#running = this.#watch()
  }

  async end(): Promise<{ server: number; children: number }> {
    this.#isOver = true
    await this.#running
    return { server: this.#server, children: this.#children }
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      this.#server = Math.max(this.#server, await this.rig.probe.residentMegabytes())
      this.#children = Math.max(this.#children, await this.rig.probe.childrenMegabytes())
      await sleep(LOOK_INTERVAL)
    }
  }
}

/** Somebody who adds documents and waits until they were read. */
class Owner {
  uploadSeconds = 0

  private constructor(
    private readonly person: Uploader,
    private readonly client: SyncClient
  ) {}

  static async arrive(rig: Rig): Promise<Owner> {
    const person = await Uploader.guest(rig.server.url)
    const client = await rig.connect(person.cookie)
    await client.pull()
    return new Owner(person, client)
  }

  async add(name: string, mediaType: DocumentMediaType, bytes: Uint8Array, patience = 120_000) {
    const documentId = randomUUID()
    const size = bytes.length
    await this.client.pull(this.client.head)
    const added = await this.client.commit(
      sample.documentAdded({ documentId, name, mediaType, size })
    )
    if (added.type !== 'pushed') throw new Error(`The document was refused: ${added.code}`)
    const startedAt = performance.now()
    const begun = await this.person.begin(documentId, size, { name })
    if (begun.status !== 201) throw new Error(`${begun.status}: ${await begun.text()}`)
    for (let at = 0; at < size; at += PART_BYTES) {
      const sent = await this.person.send(documentId, at, bytes.subarray(at, at + PART_BYTES))
      if (sent.status !== 204) throw new Error(`${sent.status}: ${await sent.text()}`)
    }
    this.uploadSeconds = (performance.now() - startedAt) / 1_000
    for (const until = performance.now() + patience; performance.now() < until;) {
      const events = await this.client.live(patience)
      const outcome = events.find(
        (event) =>
          /^v1\.Document(Processed|Failed)$/.test(event.name) &&
          (event.args as { documentId: string }).documentId === documentId
      )
      if (outcome) return { name: outcome.name, args: outcome.args as Record<string, unknown> }
    }
    throw new Error('The document was not read in time')
  }
}

function report(): Uint8Array {
  const words = 'count store nurse phone district network week shelf report repeated'.split(' ')
  return pdf(
    Array.from({ length: PAGES }, (_, page) =>
      textPage(
        Array.from({ length: LINES }, (_, line) =>
          Array.from(
            { length: 13 },
            (_, at) => `${words[(page * 7 + line * 3 + at * at) % words.length]}${(page + at) % 17}`
          ).join(' ')
        )
      )
    )
  )
}
