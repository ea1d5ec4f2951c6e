import type { ApplicationService } from '@adonisjs/core/types'
import { armShutdown } from '#core/shutdown'

/**
 * Last in the list, because `terminating` hooks run in reverse: the timers start before anybody waits.
 * Modules close their own sockets in `app.terminating()`, registered in their provider's `ready()`;
 * `shutdown()` would come after the HTTP server's close, which waits for exactly those sockets.
 */
export default class ShutdownProvider {
  constructor(protected readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const server = await this.app.container.make('server')
    const logger = await this.app.container.make('logger')
    this.app.terminating(() => armShutdown(server.getNodeServer(), logger))
  }
}
