import { createHash } from 'node:crypto'
import { ListModels } from '#ai/catalogue/list_models'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { SCHEMA_VERSION } from '#shared/schema'
import { EventLog } from '#sync/event_log'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class BootstrapController {
  constructor(
    private readonly log: EventLog,
    private readonly listModels: ListModels
  ) {}

  /** An unchanged answer is not sent again: hundreds of models are some hundred kilobytes. */
  async show({ auth, request, response }: HttpContext) {
    const user = auth.use('web').getUserOrFail()
    const store = await this.log.storeOf(user.id)
    const bootstrap: Bootstrap = {
      user: {
        id: user.id,
        isGuest: user.isGuest,
        username: user.username,
        email: user.email ?? user.pendingEmail,
        canSignInAgain: user.email !== null && user.passwordHash !== null,
      },
      storeId: store.id,
      ...(await this.listModels.handle(user.id)),
      schemaVersion: SCHEMA_VERSION,
    }
    const body = JSON.stringify(bootstrap)
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    // The page keeps its copy itself, and only while the person is signed in: no cache of the browser shall.
    response.header('cache-control', 'no-store').header('etag', tag)
    if (request.header('if-none-match') === tag) return response.status(304).send('')
    return response.header('content-type', 'application/json; charset=utf-8').send(body)
  }
}
