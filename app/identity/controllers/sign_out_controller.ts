import { SessionEnded } from '#identity/events/session_ended'
import { forgetCache } from '#identity/sessions/forget_cache'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { SessionCollection } from '@adonisjs/session'

@inject()
export default class SignOutController {
  constructor(private readonly sessions: SessionCollection) {}

  /** Ends this session everywhere it is open. Signing out twice is no error. */
  async handle({ auth, session, response }: HttpContext) {
    forgetCache(response)
    if (!(await auth.use('web').check())) return response.noContent()
    const userId = auth.use('web').getUserOrFail().id
    const { sessionId } = session
    await auth.use('web').logout()
    session.clear()
    session.regenerate()
    await this.sessions.destroy(sessionId)
    await SessionEnded.dispatch(userId, sessionId)
    return response.noContent()
  }
}
