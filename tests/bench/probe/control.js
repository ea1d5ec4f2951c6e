/**
 * Loaded into the server under measurement: answers questions about it on a socket of its own, so that no route of the
 * application is involved.
 */
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

const answers = {
  '/pid': () => process.pid,
  '/gc': () => collectGarbage() ?? null,
  '/cpu': () => process.cpuUsage(),
  // What other preloads offer.
  '/stamps': () => globalThis.loftTakeStamps?.() ?? null,
}

rmSync(process.env.LOFT_PROBE_SOCKET, { force: true })
createServer((request, response) => {
  const answer = answers[request.url]
  response.statusCode = answer ? 200 : 404
  response.end(JSON.stringify(answer?.() ?? null))
})
  .listen(process.env.LOFT_PROBE_SOCKET)
  .unref()
