import accounts from '#config/accounts'
import guests from '#config/guests'
import { AccountMailer } from '#identity/account_mailer'
import { SignIn } from '#identity/actions/sign_in'
import { countSignIn, forgiveSignIn } from '#identity/attempt_limits'
import { refuse } from '#identity/refuse'
import { knownDevice, rememberDevice } from '#identity/sessions/known_device'
import { SessionOpener } from '#identity/sessions/session_opener'
import { signInValidator } from '#identity/validators'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly opener: SessionOpener,
    private readonly mailer: AccountMailer
  ) {}

  async show({ auth, inertia, response }: HttpContext) {
    await auth.use('web').check()
    const user = auth.use('web').user
    if (user && !user.isGuest) return response.redirect().toPath('/chat')
    return inertia.render('sign_in', {
      canSignUp: accounts.signUp === 'open',
      guestsAllowed: guests.isOpen,
    })
  }

  async store(context: HttpContext) {
    const { request, response } = context
    const { email, password } = await request.validateUsing(signInValidator)
    const attempt = { address: request.ip(), email, deviceId: knownDevice(context, email) }
    await countSignIn(attempt)
    const result = await this.signIn.handle({ email, password })
    switch (result.type) {
      case 'refused':
        return refuse(context, 422, 'SIGN_IN_REFUSED', this.#refusal())
      case 'suspended':
        return refuse(context, 403, 'SUSPENDED', 'This account is suspended. Ask the operator why.')
      case 'signed_in':
        await forgiveSignIn(attempt)
        await this.opener.open(context, result.userId)
        rememberDevice(context, email)
        return response.noContent()
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }

  /** The same for everybody: what it says about mail is true of this Loft, not of the address. */
  #refusal(): string {
    const sentence = 'E-mail address and password do not match.'
    if (!this.mailer.isOn) return sentence
    return `${sentence} If you have just signed up, open the link in your mail first.`
  }
}
