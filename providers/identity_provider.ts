import { sessionDays } from '#config/session'
import { SweepVisitors } from '#identity/actions/sweep_visitors'
import type { ApplicationService } from '@adonisjs/core/types'

const HOUR = 60 * 60 * 1000

/** Keeps the sessions table from growing with every passer-by. */
export default class IdentityProvider {
  constructor(protected readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const sweepVisitors = await this.app.container.make(SweepVisitors)
    const logger = await this.app.container.make('logger')
    const sweep = () =>
      sweepVisitors
        .handle(sessionDays * 24 * HOUR)
        .catch((error: unknown) => logger.error({ err: error }, 'visitor sessions not swept'))
    await sweep()
    const timer = setInterval(sweep, HOUR)
    timer.unref()
    this.app.terminating(() => clearInterval(timer))
  }
}
