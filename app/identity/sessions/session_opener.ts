import { SessionEnded } from '#identity/events/session_ended'
import { SessionRotated } from '#identity/events/session_rotated'
import User from '#identity/models/user'
import { forgetCache } from '#identity/sessions/forget_cache'
import { SessionTable } from '#identity/sessions/session_table'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

/** The one way to sign somebody in: always with a new session id, which nobody can have known before. */
@inject()
export class SessionOpener {
  constructor(private readonly sessions: SessionTable) {}

  /** Whoever was signed in here before is not any more. */
  async open({ auth, request, response, session }: HttpContext, userId: string): Promise<void> {
    await auth.use('web').check()
    const previous = auth.use('web').user?.id
    const previousSession = session.sessionId
    const user = await User.findOrFail(userId)
    // Also the CSRF secret, which whoever was here before may know. A new guest has nothing yet that it could protect.
    const isFirstVisit = previous === undefined && user.isGuest
    if (previous !== userId && !isFirstVisit) {
      session.clear()
      forgetCache(response)
    }
    await auth.use('web').login(user)
    await session.tag(userId)
    await this.sessions.describe(session.sessionId, request.header('user-agent') ?? null)
    if (previous === undefined) return
    // After the answer, so that sockets come back with the new cookie.
    response.onFinish(() => {
      if (previous === userId) void SessionRotated.dispatch(userId, previousSession)
      else void SessionEnded.dispatch(previous, previousSession)
    })
  }
}
