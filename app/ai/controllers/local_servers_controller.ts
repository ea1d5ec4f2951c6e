import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

import { LocalServers } from '#ai/catalogue/local_servers'
import { SwitchLocalServer } from '#ai/keys/actions/switch_local_server'
import { readServerSwitch } from '#ai/keys/key_requests'

/** Model servers on the machine that Loft runs on. */
@inject()
export default class LocalServersController {
  constructor(private readonly localServers: LocalServers) {}

  /** Looks again. */
  async look() {
    const found = await this.localServers.look()
    return { found: found.length }
  }

  @inject()
  async update({ auth, request, response }: HttpContext, switchServer: SwitchLocalServer) {
    const userId = auth.use('web').getUserOrFail().id
    const read = await readServerSwitch(request.body())
    const result = read && (await switchServer.handle({ userId, ...read }))
    return result?.type === 'switched'
      ? response.noContent()
      : response.notFound({
          error: { code: 'NOT_FOUND', message: 'This server is not there any more. Look again.' },
        })
  }
}
