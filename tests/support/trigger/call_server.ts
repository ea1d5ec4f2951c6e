import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CALL_HEADERS, CALL_PATH } from '#jobs/call_protocol'
import type { JobCalls } from '#jobs/job_calls'

export interface CallServer {
  url: string
  /** Calls go to this queue from now on: the process before it is gone. */
  serve: (calls: JobCalls | undefined) => void
  /** Calls so far. */
  count: () => number
  close: () => void
}

/** Where tasks call when there is no whole Loft: the same path and headers, the queue of the day behind them. */
export async function startCallServer(): Promise<CallServer> {
  let calls: JobCalls | undefined
  let count = 0
  const server = createServer(async (request, response) => {
    count++
    const body = (await request.toArray()).join('')
    const header = (name: string) => String(request.headers[name] ?? '')
    const answered = await calls?.take({
      name: request.url!.slice(CALL_PATH.length),
      time: header(CALL_HEADERS.time),
      signature: header(CALL_HEADERS.signature),
      body,
    })
    response.writeHead(answered?.status ?? 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answered?.answer ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (next) => (calls = next),
    count: () => count,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
