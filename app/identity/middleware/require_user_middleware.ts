import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Lets nobody pass who is not signed in; says so in a form that a page can act on. */
export default class RequireUserMiddleware {
  async handle({ auth, response }: HttpContext, next: NextFn) {
    if (!(await auth.use('web').check())) {
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
