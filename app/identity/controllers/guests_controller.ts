import guests from '#config/guests'
import { CreateGuest } from '#identity/actions/create_guest'
import { SessionOpener } from '#identity/sessions/session_opener'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class GuestsController {
  constructor(private readonly opener: SessionOpener) {}

  /** One click makes a guest; somebody who is signed in already just goes on. */
  async store(context: HttpContext) {
    const { auth, response } = context
    if (await auth.use('web').check()) return response.redirect().status(303).toPath('/chat')

    const result = await new CreateGuest(guests).handle()
    switch (result.type) {
      case 'guests_closed':
        return response.forbidden({
          error: {
            code: 'GUESTS_CLOSED',
            message: 'This Loft takes no guests. Ask its operator for an account.',
          },
        })
      case 'created':
        await this.opener.open(context, result.user.id)
        return response.redirect().status(303).toPath('/chat')
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}
