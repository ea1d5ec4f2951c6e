import type { Logger } from '@adonisjs/core/logger'
import type { Server } from 'node:http'
import type { Server as SecureServer } from 'node:https'

/** Requests under way get this long to finish. Milliseconds. */
const GRACE = 2_000

/** The promise to the operator is 5 s; a process that hangs longer is ended by force. Milliseconds. */
const LIMIT = 4_500

/** Starts the clocks of a shutdown. Neither keeps the process alive by itself. */
export function armShutdown(server: Server | SecureServer | undefined, logger: Logger): void {
  logger.info('shutting down')
  setTimeout(() => server?.closeAllConnections(), GRACE).unref()
  setTimeout(() => {
    logger.fatal('shutdown took too long, exiting by force')
    process.exit(1)
  }, LIMIT).unref()
}
