import { createHash, randomUUID } from 'node:crypto'
import { ListModels } from '#ai/catalogue/list_models'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { SCHEMA_VERSION } from '#shared/schema'
import { EventLog } from '#sync/event_log'
import connections from '#config/connections'
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
    const offer = await this.listModels.handle(user.id)
    const person = {
      user: {
        id: user.id,
        isGuest: user.isGuest,
        username: user.username,
        email: user.email ?? user.pendingEmail,
        canSignInAgain: user.email !== null && user.passwordHash !== null,
      },
      storeId: store.id,
      schemaVersion: SCHEMA_VERSION,
    }
    const tag = tagOf([person, connections.serverModels, offer.version])
    // The page keeps its copy itself, and only while the person is signed in: no cache of the browser shall.
    response.header('cache-control', 'no-store').header('etag', tag)
    if (request.header('if-none-match') === tag) return response.status(304).send('')
    return { ...person, ...offer.list(), tag } satisfies Bootstrap
  }
}

/** A new version of Loft may make something else of the same facts. */
const thisProcess = randomUUID()

/** Equal for equal facts, for as long as this process lives. */
function tagOf(facts: unknown[]): string {
  const hash = createHash('sha256').update(thisProcess + JSON.stringify(facts))
  return `"${hash.digest('base64url').slice(0, 22)}"`
}
