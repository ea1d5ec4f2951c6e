import { AccountMailer } from '#identity/account_mailer'
import { RequestReset } from '#identity/actions/request_reset'
import { countAttempt } from '#identity/attempt_limits'
import { refuse } from '#identity/refuse'
import { emailValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

/** Asking for a link to choose a new password. */
@inject()
export default class ForgottenPasswordsController {
  constructor(
    private readonly requestReset: RequestReset,
    private readonly mailer: AccountMailer
  ) {}

  show({ inertia }: HttpContext) {
    return inertia.render('forgot_password', { sendsMail: this.mailer.isOn })
  }

  async store(context: HttpContext) {
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
}

const MAIL_FAILED =
  'The mail server did not take the message, so nothing was sent. Try again in a while, or ask the operator.'
const MAIL_OFF = 'This Loft sends no mail. Its operator can give you a link for a new password.'
