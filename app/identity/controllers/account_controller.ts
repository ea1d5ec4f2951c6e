import { MainDatabase } from '#core/database'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { ChangeEmail } from '#identity/actions/change_email'
import { ChangePassword } from '#identity/actions/change_password'
import { countAttempt, forgiveAttempts } from '#identity/attempt_limits'
import { COMMON_PASSWORD, refuse } from '#identity/refuse'
import { SessionOpener } from '#identity/sessions/session_opener'
import {
  changeEmailValidator,
  changePasswordValidator,
  usernameValidator,
} from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

const WRONG_PASSWORD = 'This is not your current password.'

/** What people change about their own account. */
@inject()
export default class AccountController {
  constructor(
    private readonly database: MainDatabase,
    private readonly table: AccountTable,
    private readonly changeEmail: ChangeEmail,
    private readonly changePassword: ChangePassword,
    private readonly mailer: AccountMailer,
    private readonly opener: SessionOpener
  ) {}

  async rename({ auth, request, response }: HttpContext) {
    const { username = null } = await request.validateUsing(usernameValidator)
    const { id } = auth.use('web').getUserOrFail()
    await this.database.run((sqlite) => this.table.setUsername(sqlite, id, username))
    return response.noContent()
  }

  async email(context: HttpContext) {
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

  async password(context: HttpContext) {
    const { auth, request, response } = context
    const { current, password } = await request.validateUsing(changePasswordValidator)
    const userId = auth.use('web').getUserOrFail().id
    await countAttempt('password', request.ip(), userId)
    const result = await this.changePassword.handle({ userId, current, password })
    switch (result.type) {
      case 'changed':
        await forgiveAttempts('password', userId)
        await this.opener.open(context, userId)
        return response.noContent()
      case 'wrong_password':
        return refuse(context, 422, 'WRONG_PASSWORD', WRONG_PASSWORD, 'current')
      case 'common_password':
        return refuse(context, 422, 'COMMON_PASSWORD', COMMON_PASSWORD, 'password')
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}
