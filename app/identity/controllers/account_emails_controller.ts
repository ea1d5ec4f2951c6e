import { AccountMailer } from '#identity/account_mailer'
import { ChangeEmail } from '#identity/actions/change_email'
import { countAttempt, forgiveAttempts } from '#identity/attempt_limits'
import { refuse, WRONG_PASSWORD } from '#identity/refuse'
import { changeEmailValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class AccountEmailsController {
  constructor(
    private readonly changeEmail: ChangeEmail,
    private readonly mailer: AccountMailer
  ) {}

  async update(context: HttpContext) {
    const { auth, request, response } = context
    const { email, password } = await request.validateUsing(changeEmailValidator)
    const userId = auth.use('web').getUserOrFail().id
    await countAttempt('password', request.ip(), userId)
    if (this.mailer.isOn) await countAttempt('mail', request.ip(), userId)
    const result = await this.changeEmail.handle({ userId, email, password })
    switch (result.type) {
      case 'changed':
        await forgiveAttempts('password', userId)
        return response.ok({ mail: result.mail })
      case 'wrong_password':
        return refuse(context, 422, 'WRONG_PASSWORD', WRONG_PASSWORD, 'password')
      case 'email_taken':
        return refuse(context, 422, 'EMAIL_TAKEN', 'This address cannot be used.', 'email')
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}
