import router from '@adonisjs/core/services/router'
import limiter from '@adonisjs/limiter/services/main'
import routeLimits from '#config/route_limits'
import { middleware } from '#start/kernel'

const KeysController = () => import('#ai/controllers/keys_controller')
const KeysPageController = () => import('#ai/controllers/keys_page_controller')
const LocalServersController = () => import('#ai/controllers/local_servers_controller')
const OpenRouterConnectController = () => import('#ai/controllers/openrouter_connect_controller')

type Rate = { readonly requests: number; readonly every: string }

/** Per person: what they do here is paid for by asking providers in this server's name. */
const byPerson = (name: string, rate: Rate) =>
  limiter.define(name, ({ auth }) =>
    limiter
      .allowRequests(rate.requests)
      .every(rate.every)
      .usingKey(`${name}:${auth.use('web').getUserOrFail().id}`)
  )

const limitKeys = byPerson('keys', routeLimits.keys)
const limitKeyChecks = byPerson('key_checks', routeLimits.keyChecks)

/** Who it is comes first: the limits are theirs. */
const checking = [middleware.requireUser(), limitKeyChecks]
const changing = [middleware.requireUser(), limitKeys]

router
  .get('/settings/keys', [KeysPageController, 'show'])
  .as('settings.keys')
  .use(middleware.requireUser())
router.get('/keys/openrouter/callback', [OpenRouterConnectController, 'finish']).use(checking)
router.post('/keys/openrouter/connect', [OpenRouterConnectController, 'start']).use(changing)
router.post('/keys', [KeysController, 'store']).use(checking)
router.post('/keys/:id/check', [KeysController, 'check']).use(checking)
router.patch('/keys/:id', [KeysController, 'update']).use(changing)
router.delete('/keys/:id', [KeysController, 'destroy']).use(changing)
router.post('/local-servers/look', [LocalServersController, 'look']).use(checking)
router.patch('/local-servers', [LocalServersController, 'update']).use(changing)
