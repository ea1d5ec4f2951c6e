import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

import { FinishConnect } from '#ai/keys/actions/finish_connect'
import { SaveKey } from '#ai/keys/actions/save_key'
import { describeConnect } from '#ai/keys/connect/describe_connect'
import { startConnect, type PendingConnect } from '#ai/keys/connect/openrouter_connect'
import { describeSave } from '#ai/keys/describe_save'
import { appUrl, isAppUrlGiven } from '#config/app'
import connections from '#config/connections'
import type { ConnectOutcome } from '#shared/protocol/keys_page'

const CALLBACK = '/keys/openrouter/callback'

/** A key by one click: OpenRouter makes one for this Loft after its owner said yes there. */
export default class OpenRouterConnectController {
  /** Where the page shall go; a redirect would meet the page's own rules about where forms may lead. */
  start({ request, session }: HttpContext) {
    // Without APP_URL people come by different names of this machine, and the session belongs to the one they used.
    const origin = isAppUrlGiven ? appUrl : `${request.protocol()}://${request.host()}`
    const settings = { baseUrl: connections.baseUrls.openrouter, callback: origin + CALLBACK }
    const { pending, url } = startConnect(settings, Date.now())
    session.put('openrouter_connect', pending)
    return { url }
  }

  @inject()
  async finish(
    { auth, request, response, session }: HttpContext,
    finishConnect: FinishConnect,
    saveKey: SaveKey
  ) {
    const userId = auth.use('web').getUserOrFail().id
    // Forgotten whatever comes of it: a code is good for one try.
    const pending = (session.pull('openrouter_connect') as PendingConnect | undefined) ?? null
    const { state, code } = request.qs()
    const outcome = await this.#outcomeOf(
      await finishConnect.handle({ pending, state, code }),
      (apiKey) => saveKey.handle({ userId, provider: 'openrouter', apiKey })
    )
    session.flash('connect', outcome)
    return response.redirect().status(303).toPath('/settings/keys')
  }

  async #outcomeOf(
    result: Awaited<ReturnType<FinishConnect['handle']>>,
    save: (apiKey: Parameters<SaveKey['handle']>[0]['apiKey']) => ReturnType<SaveKey['handle']>
  ): Promise<ConnectOutcome> {
    if (result.type !== 'received') return { isConnected: false, message: describeConnect(result) }
    const saved = await save(result.apiKey)
    if (saved.type === 'saved') return { isConnected: true }
    const message = saved.type === 'not_found' ? 'Try again.' : describeSave(saved, 'OpenRouter')
    return { isConnected: false, message }
  }
}
