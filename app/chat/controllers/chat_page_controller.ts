import type { HttpContext } from '@adonisjs/core/http'

export default class ChatPageController {
  /**
   * The same page for everybody, without a session: a service worker keeps it and opens it offline. Who is looking and what
   * they see comes from `GET /bootstrap` and the local database.
   */
  show({ inertia }: HttpContext) {
    return inertia.render('chat', {})
  }
}
