import { RevokeSessions } from '#identity/actions/revoke_sessions'
import { refuse } from '#identity/refuse'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

/** The other devices of a person. This one signs out by POST /sign-out. */
@inject()
export default class SessionsController {
  constructor(private readonly revokeSessions: RevokeSessions) {}

  async destroy(context: HttpContext) {
    const { auth, params, response, session } = context
    const ended = await this.revokeSessions.handle({
      userId: auth.use('web').getUserOrFail().id,
      sessionId: session.sessionId,
      which: String(params.id),
    })
    if (ended > 0) return response.noContent()
    return refuse(context, 404, 'NO_SUCH_SESSION', 'This device is signed out already.')
  }

  async destroyOthers({ auth, response, session }: HttpContext) {
    const ended = await this.revokeSessions.handle({
      userId: auth.use('web').getUserOrFail().id,
      sessionId: session.sessionId,
      which: 'others',
    })
    return response.ok({ ended })
  }
}
