import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

import { LocalServers } from '#ai/catalogue/local_servers'
import { ListKeys } from '#ai/keys/queries/list_keys'
import connections from '#config/connections'
import type { ConnectOutcome } from '#shared/protocol/keys_page'

@inject()
export default class KeysPageController {
  constructor(
    private readonly listKeys: ListKeys,
    private readonly localServers: LocalServers
  ) {}

  async show({ auth, inertia, session }: HttpContext) {
    const page = await this.listKeys.handle(auth.use('web').getUserOrFail().id)
    const outcome = session.flashMessages.get('connect') as ConnectOutcome | undefined
    return inertia.render('settings/keys', {
      ...page,
      canLook: this.localServers.isEnabled,
      mostServers: connections.mostServers,
      outcome: outcome ?? null,
    })
  }
}
