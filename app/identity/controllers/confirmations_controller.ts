import { ConfirmEmail } from '#identity/actions/confirm_email'
import { ResendConfirmation } from '#identity/actions/resend_confirmation'
import { countAttempt } from '#identity/attempt_limits'
import { refuse } from '#identity/refuse'
import { confirmValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class ConfirmationsController {
  constructor(
    private readonly confirmEmail: ConfirmEmail,
    private readonly resendConfirmation: ResendConfirmation
  ) {}

  /** Only shows: mail programs open links before people do. */
  async show({ auth, inertia, params }: HttpContext) {
    await auth.use('web').check()
    const token = String(params.token)
    const claim = await this.confirmEmail.look(token, auth.use('web').user?.id ?? null)
    return inertia.render('verify', { claim: claim && { token, ...claim } })
  }

  async store(context: HttpContext) {
    const { auth, params, request, response } = context
    const { password = null } = await request.validateUsing(confirmValidator)
    const token = String(params.token)
    await countAttempt('link', request.ip(), token)
    await auth.use('web').check()
    const userId = auth.use('web').user?.id ?? null
    const result = await this.confirmEmail.handle({ token, userId, password })
    switch (result.type) {
      case 'confirmed':
        return response.ok({ isSignedIn: userId !== null && password === null })
      case 'gone':
        return refuse(context, 410, 'LINK_GONE', 'This link was used or is too old.')
      case 'password_needed':
        return refuse(
          context,
          422,
          'PASSWORD_NEEDED',
          'Enter the password of the account.',
          'password'
        )
      case 'password_wrong':
        return refuse(context, 422, 'PASSWORD_WRONG', 'This is not its password.', 'password')
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }

  async resend(context: HttpContext) {
    const { auth, request, response } = context
    const userId = auth.use('web').getUserOrFail().id
    await countAttempt('mail', request.ip(), userId)
    const result = await this.resendConfirmation.handle({ userId })
    if (result.type === 'sent') return response.ok({ mail: result.mail })
    return refuse(
      context,
      422,
      'EMAIL_TAKEN',
      'This address cannot be used. Choose another.',
      'email'
    )
  }
}
