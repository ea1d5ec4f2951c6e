import { measureScreen } from '#tests/bench/scenarios/wire_screen'
import { Asker } from '#tests/bench/asker'
import type { Durations, WireStamps } from '#tests/bench/probe/probe_client'
import type { Bench, Figure, Scenario } from '#tests/bench/scenario'
import { digits, percentile, ratio, spread } from '#tests/bench/statistics'
import { setTimeout as sleep } from 'node:timers/promises'

const ONE = { model: 'bench-40x40-stamped', streams: 1, seconds: 25, most: 15 }
const MANY = { model: 'bench-40x160-stamped', streams: 50, seconds: 16, most: 50 }
/** Streams do not begin in step. */
const BETWEEN_STARTS = 60

/**
 * Times are taken inside the server by a preload that wraps the libraries at its edges (probe/wire_stamps.js). The figure that
 * counts is the stricter one: from the sender's own stamp to the write at the server's other edge, so that waiting for a busy event
 * loop is in it; what the server saw itself stands beside it.
 */
export const wire: Scenario = {
  about:
    'push frame → upstream request sent, plus upstream chunk → socket write, stamped in the server by a preload; then Enter → paint',
  limitSeconds: 110,
  async run(bench) {
    const one = await measure(bench, ONE)
    const many = await measure(bench, MANY)
    const screen = await measureScreen(bench)
    const [ofOne, ofMany] = [one.stamps.chunk.whole, many.stamps.chunk.whole]
    const last = many.figures.at(-1)!
    last.detail += `; ${ratio(ofMany, ofOne)} the median of 1 stream`
    return [...one.figures, ...many.figures, ...screen]
  },
}

async function measure(
  bench: Bench,
  { model, streams, seconds, most }: typeof ONE
): Promise<{ stamps: WireStamps; figures: Figure[] }> {
  const rig = await bench.rig({ model, stampsWire: true })
  const askers: Asker[] = []
  for (let index = 0; index < streams; index++) askers.push(await Asker.arrive(rig))

  const running = askers.map(async (asker, index) => {
    await sleep(index * BETWEEN_STARTS)
    await asker.askOneByOne()
  })
  // The first answers warm up, and all streams are to run before anything counts.
  await sleep(2_000 + streams * BETWEEN_STARTS)
  await rig.probe.takeStamps()
  const answersBefore = count(askers)
  const processorBefore = await rig.probe.processorMs()
  await sleep(seconds * 1_000)
  const processor = ((await rig.probe.processorMs()) - processorBefore) / seconds
  const stamps = await rig.probe.takeStamps()
  const answers = count(askers) - answersBefore
  for (const asker of askers) asker.leave()
  await Promise.all(running)
  await rig.dispose()

  const perSecond = stamps.chunk.whole.length / seconds
  bench.say(
    `${streams} at a time: ${answers} answers, ${digits(perSecond)} chunks/s through the server (${streams * 40} were asked of the upstream), which took it ${digits(processor)} ms of processor time per second`
  )
  return { stamps, figures: figuresOf(streams, stamps, most) }
}

function figuresOf(streams: number, { push, chunk }: WireStamps, most: number): Figure[] {
  const at = streams === 1 ? 'at 1 stream' : `at ${streams} streams of 40 chunks/s`
  const sum = (kind: 'inside' | 'whole') =>
    percentile(push[kind], 0.95) + percentile(chunk[kind], 0.95)
  const words = ({ inside, whole }: Durations) =>
    `from the sender's stamp ${spread(whole)}; inside the server ${spread(inside)}`
  return [
    {
      name: `push → upstream + chunk → socket, ${at} (p95 + p95)`,
      value: sum('whole'),
      unit: 'ms',
      most,
      detail: `inside the server alone ${digits(sum('inside'))} ms\n    push: ${words(push)}\n    chunk: ${words(chunk)}`,
    },
  ]
}

const count = (askers: Asker[]) => askers.reduce((sum, { answers }) => sum + answers, 0)
