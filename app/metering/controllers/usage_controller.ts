import { UsageOfUser } from '#metering/queries/usage_of_user'
import type { UsagePeriod } from '#shared/protocol/usage'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'

const periods: readonly string[] = ['day', 'month', 'year'] satisfies UsagePeriod[]

@inject()
export default class UsageController {
  constructor(private readonly usageOfUser: UsageOfUser) {}

  /** A document is asked for without a zone, and comes without a report: its page asks again, by a visit. */
  async show({ auth, request, inertia }: HttpContext) {
    const { period, date } = request.qs() as Record<string, unknown>
    const zone = request.header('x-time-zone')
    if (!zone) return inertia.render('usage', { report: null })
    const report = await this.usageOfUser.handle({
      userId: auth.use('web').getUserOrFail().id,
      period: isPeriod(period) ? period : 'month',
      date: typeof date === 'string' ? date : undefined,
      zone,
      now: Date.now(),
    })
    return inertia.render('usage', { report })
  }
}

function isPeriod(value: unknown): value is UsagePeriod {
  return typeof value === 'string' && periods.includes(value)
}
