import guests from '#config/guests'
import routeLimits from '#config/route_limits'
import { networkOf } from '#core/network/network_of'
import limiter from '@adonisjs/limiter/services/main'

type Rate = { readonly requests: number; readonly every: string }

const byAddress = (name: string, rate: Rate) =>
  limiter.define(name, ({ request }) =>
    limiter
      .allowRequests(rate.requests)
      .every(rate.every)
      .usingKey(`${name}:${networkOf(request.ip())}`)
  )

export const limitGuestsByAddress = byAddress('guests_address', guests.perAddress)
export const limitGuestsByCookie = limiter.define('guests_cookie', ({ session }) =>
  limiter
    .allowRequests(guests.perCookie.requests)
    .every(guests.perCookie.every)
    .usingKey(`guests_cookie:${session.sessionId}`)
)
export const limitBootstrap = byAddress('bootstrap', routeLimits.bootstrap)
export const limitUploads = byAddress('uploads', routeLimits.uploads)
export const limitTemporaryAnswers = limiter.define('temporary_answers', ({ auth }) =>
  limiter
    .allowRequests(routeLimits.temporaryAnswers.requests)
    .every(routeLimits.temporaryAnswers.every)
    .usingKey(`temporary_answers:${auth.use('web').getUserOrFail().id}`)
)
/** After the question who it is: the limit is theirs. */
export const limitPassages = limiter.define('passages', ({ auth }) =>
  limiter
    .allowRequests(routeLimits.passages.requests)
    .every(routeLimits.passages.every)
    .usingKey(`passages:${auth.use('web').getUserOrFail().id}`)
)
export const limitSignOut = byAddress('sign_out', routeLimits.signOut)
export const limitAccountPages = byAddress('account_pages', routeLimits.accountPages)
export const limitAccount = byAddress('account', routeLimits.account)
