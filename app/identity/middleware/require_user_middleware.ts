import { forgetCache } from '#identity/sessions/forget_cache'
import { SessionTable } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Lets nobody pass who is not signed in; says so in a form that a page can act on. */
@inject()
export default class RequireUserMiddleware {
  constructor(private readonly sessions: SessionTable) {}

  async handle({ auth, inertia, request, response, session }: HttpContext, next: NextFn) {
    if (!(await auth.use('web').check())) {
      // The chat knows what to do with a session that ended: it may still hold text that was never synced.
      if (request.header('x-inertia')) return inertia.location('/chat')
      if (/text\/html/.test(request.header('accept') ?? '')) return response.redirect('/chat')
      // A device whose session was revoked removes what it holds; one whose session expired keeps it.
      const wasRevoked = await this.sessions.wasRevoked(session.sessionId)
      if (wasRevoked) forgetCache(response)
      const error = wasRevoked
        ? { code: 'SESSION_REVOKED', message: 'This device was signed out of the account.' }
        : { code: 'SIGNED_OUT', message: 'Your session ended. Sign in again.' }
      return response.unauthorized({ error })
    }
    if (auth.use('web').getUserOrFail().suspendedAt) {
      return response.forbidden({
        error: { code: 'SUSPENDED', message: 'This account is suspended. Ask the operator why.' },
      })
    }
    return next()
  }
}
