/**
 * The scriptable upstream as a process of its own, for benchmarks and for trying Loft by hand:
 *
 *   node --import @poppinss/ts-exec tests/support/upstream/main.ts --port 4010
 *
 * It echoes the question; the model name `bench-40x200` answers with 200 chunks at 40 per second
 * (`bench-40x200-stamped`: each chunk is its time of sending).
 */
import { parseArgs } from 'node:util'

import { ScriptableUpstream } from '#tests/support/upstream/scriptable_upstream'

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const upstream = await ScriptableUpstream.start({ port: Number(values.port) })

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => upstream.close())
}

console.log(JSON.stringify({ url: upstream.url }))
