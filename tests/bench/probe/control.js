/**
 * Loaded into the server under measurement: answers questions about it on a socket of its own, so that no route of the
 * application is involved.
 */
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

const RESOLUTION = 5
let loop = null
/** How late the event loop was since the last question, in milliseconds; watched from the first question on. */
function takeLoopDelays() {
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION)
  const taken = loop && { p95: late(loop.percentile(95)), max: late(loop.max) }
  loop?.disable()
  loop = monitorEventLoopDelay({ resolution: RESOLUTION })
  loop.enable()
  return taken
}

const answers = {
  '/pid': () => process.pid,
  '/gc': () => collectGarbage() ?? null,
  '/cpu': () => process.cpuUsage(),
  '/loop': takeLoopDelays,
  // What other preloads offer.
  '/stamps': () => globalThis.loftTakeStamps?.() ?? null,
}

// Threads of the server load this file too, and know nothing of the server.
if (isMainThread) {
  rmSync(process.env.LOFT_PROBE_SOCKET, { force: true })
  createServer((request, response) => {
    const answer = answers[request.url]
    response.statusCode = answer ? 200 : 404
    response.end(JSON.stringify(answer?.() ?? null))
  })
    .listen(process.env.LOFT_PROBE_SOCKET)
    .unref()
}
