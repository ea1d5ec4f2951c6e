import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { ResetPassword } from '#identity/actions/reset_password'
import { countAttempt } from '#identity/attempt_limits'
import { COMMON_PASSWORD, refuse } from '#identity/refuse'
import { SessionOpener } from '#identity/sessions/session_opener'
import { newPasswordValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

const LINK_GONE = 'This link was used or is too old. Ask for another.'

/** Choosing a new password with a link. */
@inject()
export default class PasswordResetsController {
  constructor(
    private readonly resetPassword: ResetPassword,
    private readonly opener: SessionOpener,
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens
  ) {}

  async show({ inertia, params }: HttpContext) {
    const token = String(params.token)
    const found = await this.table.database.run((sqlite) =>
      this.tokens.find(sqlite, 'reset', token)
    )
    return inertia.render('reset_password', { token: found ? token : null })
  }

  async store(context: HttpContext) {
    const { auth, params, request, response, session } = context
    const { password } = await request.validateUsing(newPasswordValidator)
    const token = String(params.token)
    await countAttempt('link', request.ip(), null)
    const { sessionId } = session
    const result = await this.resetPassword.handle({ token, password, sessionId })
    switch (result.type) {
      case 'gone':
        return refuse(context, 410, 'LINK_GONE', LINK_GONE)
      case 'common_password':
        return refuse(context, 422, 'COMMON_PASSWORD', COMMON_PASSWORD, 'password')
      case 'reset': {
        await auth.use('web').check()
        const isOwn = auth.use('web').user?.id === result.userId
        if (isOwn) await this.opener.open(context, result.userId)
        return response.ok({ isSignedIn: isOwn })
      }
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}
