import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { checkReadiness } from '#core/health/readiness'

/**
 * Probes are answered before sessions: a route would leave a session row in `main` for each of them, and
 * could not say that `main` is the trouble.
 */
export default class HealthMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    const path = request.url()
    if (!path.startsWith('/health/') || !['GET', 'HEAD'].includes(request.method())) return next()
    response.header('cache-control', 'no-store')
    switch (path) {
      case '/health/live':
        return response.json({ status: 'live' })
      case '/health/ready': {
        const readiness = await checkReadiness(app)
        if (readiness.type === 'ready') return response.json({ status: 'ready' })
        return response.status(503).json({ status: 'not ready', reasons: readiness.reasons })
      }
      default:
        return next()
    }
  }
}
