import accounts from '#config/accounts'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTable } from '#identity/accounts/account_table'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { SignUp } from '#identity/actions/sign_up'
import { countAttempt } from '#identity/attempt_limits'
import { isCommonPassword } from '#identity/passwords/password_rules'
import { COMMON_PASSWORD, refuse } from '#identity/refuse'
import { SessionOpener } from '#identity/sessions/session_opener'
import { signUpRefusals } from '#identity/sign_up_refusals'
import { signUpValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SignUpController {
  constructor(
    private readonly signUp: SignUp,
    private readonly opener: SessionOpener,
    private readonly table: AccountTable,
    private readonly tokens: AccountTokens,
    private readonly mailer: AccountMailer
  ) {}

  async show({ auth, inertia, params, response }: HttpContext) {
    await auth.use('web').check()
    const user = auth.use('web').user
    if (user && !user.isGuest) return response.redirect().toPath('/settings/account')
    const token: string | null = params.token ?? null
    const invitation = token === null ? null : await this.#invitation(token)
    return inertia.render('sign_up', {
      mode: accounts.signUp,
      invitation: invitation && token ? { token, email: invitation.email } : null,
      isInvitationGone: token !== null && invitation === null,
      guestId: user?.id ?? null,
      sendsMail: this.mailer.isOn,
    })
  }

  async store(context: HttpContext) {
    const { auth, request, response } = context
    const input = await request.validateUsing(signUpValidator)
    const { email, password, username = null, invitation = null } = input
    await countAttempt('signUp', request.ip(), email)
    if (isCommonPassword(password, email)) {
      return refuse(context, 422, 'COMMON_PASSWORD', COMMON_PASSWORD, 'password')
    }
    await auth.use('web').check()
    const userId = auth.use('web').user?.id ?? null
    const result = await this.signUp.handle({ email, password, username, invitation, userId })
    if (result.type !== 'signed_up') return refuse(context, ...signUpRefusals[result.type])
    await this.opener.open(context, result.userId)
    return response.created({ mail: result.mail })
  }

  #invitation(token: string) {
    return this.table.database.run((sqlite) => this.tokens.find(sqlite, 'invitation', token))
  }
}
