import { ChangePassword } from '#identity/actions/change_password'
import { countAttempt, forgiveAttempts } from '#identity/attempt_limits'
import { COMMON_PASSWORD, refuse, WRONG_PASSWORD } from '#identity/refuse'
import { SessionOpener } from '#identity/sessions/session_opener'
import { changePasswordValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class AccountPasswordsController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly opener: SessionOpener
  ) {}

  async update(context: HttpContext) {
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
