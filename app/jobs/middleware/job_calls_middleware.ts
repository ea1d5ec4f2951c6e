import routeLimits from '#config/route_limits'
import { networkOf } from '#core/network/network_of'
import { CALL_BYTES, CALL_HEADERS, CALL_PATH } from '#jobs/call_protocol'
import { JobCalls } from '#jobs/job_calls'
import limiter from '@adonisjs/limiter/services/main'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/**
 * Calls for jobs are answered before sessions, cookies and body parsing: they prove themselves by the signature of their exact
 * bytes, and belong to nobody. Where no queue outside is configured the address does not exist.
 */
export default class JobCallsMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    const path = request.url()
    if (!path.startsWith(CALL_PATH) || !app.container.hasBinding(JobCalls)) return next()
    response.header('cache-control', 'no-store')
    if (request.method() !== 'POST') return response.status(405).json({})
    const { requests, every } = routeLimits.jobCalls
    const rate = limiter.use({ requests, duration: every })
    const isAllowed = await rate.attempt(`job_calls:${networkOf(request.ip())}`, () => true)
    if (!isAllowed) return response.status(429).json({})
    const body = await readBody(request.request)
    // The rest of it is not read: the connection ends with the answer.
    if (body === null) return response.status(413).header('connection', 'close').json({})
    const calls = await app.container.make(JobCalls)
    const { status, answer } = await calls.take({
      name: path.slice(CALL_PATH.length),
      time: request.header(CALL_HEADERS.time, '')!,
      signature: request.header(CALL_HEADERS.signature, '')!,
      body,
    })
    return response.status(status).json(answer ?? {})
  }
}

/** Null when there is more of it than a call has. */
async function readBody(incoming: HttpContext['request']['request']): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Left early, the connection still has to carry the answer.
  for await (const chunk of incoming.iterator({
    destroyOnReturn: false,
  }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > CALL_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
