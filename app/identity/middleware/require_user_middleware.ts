import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Lets nobody pass who is not signed in; says so in a form that a page can act on. */
export default class RequireUserMiddleware {
  async handle({ auth, inertia, request, response }: HttpContext, next: NextFn) {
    if (!(await auth.use('web').check())) {
      // The chat knows what to do with a session that ended: it may still hold text that was never synced.
      if (request.header('x-inertia')) return inertia.location('/chat')
      if (/text\/html/.test(request.header('accept') ?? '')) return response.redirect('/chat')
      return response.unauthorized({
        error: { code: 'SIGNED_OUT', message: 'Your session has ended. Please sign in again.' },
      })
    }
    if (auth.use('web').getUserOrFail().suspendedAt) {
      return response.forbidden({
        error: { code: 'SUSPENDED', message: 'This account is suspended. Ask the operator why.' },
      })
    }
    return next()
  }
}
