import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

import { SqlitePassageIndex } from '#rag/drivers/sqlite/sqlite_passage_index'
import type { Hit, IndexedPassage, PassageIndex } from '#rag/passage_index'
import { MadeUp } from '#tests/bench/passages/made_up'
import type { Figure, Scenario } from '#tests/bench/scenario'
import { digits, spread, timing } from '#tests/bench/statistics'

const OF_ONE = 50_000
const OF_OTHERS = 450_000
const PER_DOCUMENT = 500
const OTHERS = 9
/** The searched ones are as long as the pipeline makes them; the others only have to be there, and are short to be there soon. */
const WORDS = 250
const WORDS_OF_OTHERS = 12
const QUESTIONS = 100
const EXACT = 30

/** How long questions take over many passages of one user among many more of others. */
export const passages: Scenario = {
  about: `questions over ${OF_ONE} passages of one user among ${OF_ONE + OF_OTHERS}; from the call to its hits, worker included`,
  limitSeconds: 350,
  async run({ say }) {
    const folder = mkdtempSync(join(tmpdir(), 'loft-bench-'))
    const path = join(folder, 'passages.sqlite')
    const timeouts = { read: 60_000, write: 60_000 }
    const index = new SqlitePassageIndex({ path, readers: 2, timeouts })
    try {
      const small = new MadeUp(384)
      const startedAt = performance.now()
      const one = await fill(index, 'one', small, OF_ONE, WORDS)
      const perSecond = OF_ONE / ((performance.now() - startedAt) / 1_000)
      say(
        `${OF_ONE} passages of ${WORDS} words with vectors stored, ${digits(perSecond)} per second`
      )
      for (let other = 0; other < OTHERS; other++) {
        await fill(index, `other ${other}`, small, OF_OTHERS / OTHERS, WORDS_OF_OTHERS)
      }
      say(`${OF_ONE + OF_OTHERS} passages in ${digits(statSync(path).size / 1e6)} MB`)
      const figures = await ask(index, 'one', small, one, '384 dimensions')

      const large = new MadeUp(1536)
      const wide = await fill(index, 'wide', large, OF_ONE, WORDS_OF_OTHERS)
      const [, byVector, , , recall] = await ask(index, 'wide', large, wide, '1,536 dimensions')
      return [...figures, { ...byVector!, most: undefined }, recall!]
    } finally {
      await index.close()
      rmSync(folder, { recursive: true })
    }
  },
}

const documentsOf = (count: number) =>
  Array.from({ length: count / PER_DOCUMENT }, (_, at) => `document ${at}`)

async function fill(
  index: PassageIndex,
  userId: string,
  madeUp: MadeUp,
  count: number,
  words: number
): Promise<IndexedPassage[]> {
  const all: IndexedPassage[] = []
  let stored = Promise.resolve()
  for (const documentId of documentsOf(count)) {
    const document = madeUp.document(PER_DOCUMENT, words, 'bench')
    all.push(...document)
    // The next one is made up while this one is stored.
    await stored
    stored = index.put(userId, documentId, document)
  }
  await stored
  return all
}

async function ask(
  index: PassageIndex,
  userId: string,
  madeUp: MadeUp,
  all: readonly IndexedPassage[],
  name: string
): Promise<Figure[]> {
  const reach = { userId, documentIds: documentsOf(all.length), limit: 60 }
  const times = { lexical: new Times(), vector: new Times(), hybrid: new Times() }
  const loop = monitorEventLoopDelay({ resolution: 5 })
  const compared: { vector: Float32Array; hits: Hit[] }[] = []
  let found = 0
  let exact = 0
  for (let question = 0; question < QUESTIONS; question++) {
    const at = (question * 7_919) % all.length
    const text = madeUp.questionOf(all[at]!)
    const vector = madeUp.near(all[at]!.vector!, 0.5)
    const byWords = () => index.lexical({ ...reach, text })
    const byVector = () => index.vector({ ...reach, vector, model: 'bench' })
    loop.enable()
    await times.lexical.of(byWords)
    const hits = await times.vector.of(byVector)
    await times.hybrid.of(() => Promise.all([byWords(), byVector()]))
    loop.disable()
    if (question < EXACT) compared.push({ vector, hits: hits.slice(0, 10) })
  }
  // Afterwards, so that nothing waits for it.
  for (const { vector, hits } of compared) {
    const nearest = new Set(nearestOf(all, vector, 10))
    const places = hits.map(({ documentId, ordinal }) => placeOf(documentId, ordinal))
    found += places.filter((place) => nearest.has(place)).length
    exact += nearest.size
  }
  const { lexical, vector, hybrid } = times
  return [
    lexical.figure(`${name}: by words`),
    vector.figure(`${name}: by vectors`),
    hybrid.figure(`${name}: both together`),
    {
      ...{ name: `${name}: longest wait of the event loop`, value: loop.max / 1e6, unit: 'ms' },
      detail: `p99 ${digits(loop.percentile(99) / 1e6)} ms while ${QUESTIONS} × 4 questions ran`,
    },
    {
      ...{ name: `${name}: the ten nearest found`, value: (100 * found) / exact, unit: '%' },
      detail: `signs and bytes beside exact cosines, ${EXACT} questions`,
    },
  ]
}

/** How long questions took, and how much of the processor: nothing else runs in this process meanwhile. */
class Times {
  readonly #elapsed: number[] = []
  readonly #processor: number[] = []

  async of<T>(work: () => Promise<T>): Promise<T> {
    const [startedAt, before] = [performance.now(), process.cpuUsage()]
    const result = await work()
    this.#elapsed.push(performance.now() - startedAt)
    const { user, system } = process.cpuUsage(before)
    this.#processor.push((user + system) / 1_000)
    return result
  }

  figure(name: string): Figure {
    const figure = timing(name, this.#elapsed, 50)
    return { ...figure, detail: `${figure.detail}; processor time: ${spread(this.#processor)}` }
  }
}

const placeOf = (documentId: string, ordinal: number) =>
  Number(documentId.slice('document '.length)) * PER_DOCUMENT + ordinal

function nearestOf(all: readonly IndexedPassage[], vector: Float32Array, count: number): number[] {
  const scored = all.map((passage, at) => ({ at, cosine: cosine(passage.vector!, vector) }))
  return scored
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, count)
    .map(({ at }) => at)
}

function cosine(one: Float32Array, other: Float32Array): number {
  let [dot, squares, squaresOfOther] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    dot += one[at]! * other[at]!
    squares += one[at]! ** 2
    squaresOfOther += other[at]! ** 2
  }
  return dot / Math.sqrt(squares * squaresOfOther)
}
