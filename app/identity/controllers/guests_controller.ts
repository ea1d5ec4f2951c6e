import guests from '#config/guests'
import { CreateGuest } from '#identity/actions/create_guest'
import type { HttpContext } from '@adonisjs/core/http'

export default class GuestsController {
  /** One click makes a guest; somebody who is signed in already just goes on. */
  async store({ auth, session, response }: HttpContext) {
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
        await auth.use('web').login(result.user)
        await session.tag(result.user.id)
        return response.redirect().status(303).toPath('/chat')
      default: {
        const exhaustive: never = result
        return exhaustive
      }
    }
  }
}
