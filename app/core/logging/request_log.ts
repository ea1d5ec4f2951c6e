import type { HttpContext } from '@adonisjs/core/http'

interface CompletedRequest {
  ctx: HttpContext
  /** Seconds and nanoseconds, as process.hrtime() gives them. */
  duration: [number, number]
}

/** One line per request: who, what, how it ended, how long it took. Never a URL, query or body. */
export function logRequest({ ctx, duration: [seconds, nanoseconds] }: CompletedRequest): void {
  const status = ctx.response.response.statusCode
  const line = {
    user_id: ctx.auth?.user?.id,
    method: ctx.request.method(),
    route: ctx.route?.pattern ?? '(none)',
    status,
    duration_ms: Math.round(seconds * 1e3 + nanoseconds / 1e6),
  }
  // Files and probes are many and say little.
  const isQuiet = ctx.route === undefined && status < 400
  ctx.logger.log(isQuiet ? 'debug' : 'info', line, 'request completed')
}
