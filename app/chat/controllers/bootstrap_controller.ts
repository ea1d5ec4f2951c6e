import aiConfig from '#config/ai'
import type { Bootstrap } from '#shared/protocol/bootstrap'
import { SCHEMA_VERSION } from '#shared/schema'
import { EventLog } from '#sync/event_log'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

@inject()
export default class BootstrapController {
  constructor(private readonly log: EventLog) {}

  async show({ auth, response }: HttpContext): Promise<Bootstrap> {
    const user = auth.use('web').getUserOrFail()
    const store = await this.log.storeOf(user.id)
    response.header('cache-control', 'no-store')
    return {
      user: {
        id: user.id,
        isGuest: user.isGuest,
        username: user.username,
        email: user.email ?? user.pendingEmail,
        canSignInAgain: user.email !== null && user.passwordHash !== null,
      },
      storeId: store.id,
      models: aiConfig.models,
      defaultModel: aiConfig.defaultModel,
      keys: [],
      schemaVersion: SCHEMA_VERSION,
    }
  }
}
