import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { RequestReset } from '#identity/actions/request_reset'
import { ResetPassword } from '#identity/actions/reset_password'
import { countAttempt } from '#identity/attempt_limits'
import { COMMON_PASSWORD, refuse } from '#identity/refuse'
import { SessionOpener } from '#identity/sessions/session_opener'
import { emailValidator, newPasswordValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class PasswordResetsController {
  constructor(
    private readonly requestReset: RequestReset,
    private readonly resetPassword: ResetPassword,
    private readonly opener: SessionOpener,
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly mailer: AccountMailer
  ) {}

  ask({ inertia }: HttpContext) {
    return inertia.render('forgot_password', { sendsMail: this.mailer.isOn })
  }

  async request(context: HttpContext) {
    const { request, response } = context
    const { email } = await request.validateUsing(emailValidator)
    await countAttempt('mail', request.ip(), email)
    const result = await this.requestReset.handle({ email })
    switch (result.type) {
      case 'mailed':
        return response.accepted({})
      case 'mail_failed':
        return refuse(context, 502, 'MAIL_FAILED', MAIL_FAILED)
      case 'mail_off':
        return refuse(context, 409, 'MAIL_OFF', MAIL_OFF)
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }

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
        return refuse(
          context,
          410,
          'LINK_GONE',
          'This link was used or is too old. Ask for another.'
        )
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

const MAIL_FAILED =
  'The mail server did not take the message, so nothing was sent. Try again in a while, or ask the operator.'
const MAIL_OFF = 'This Loft sends no mail. Its operator can give you a link for a new password.'
