import type { Logger } from '@adonisjs/core/logger'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Database } from '@adonisjs/lucid/database'
import { MigrationRunner } from '@adonisjs/lucid/migration'

/** Brings one connection up to date in this process, before it takes a request. */
export async function migrate(
  app: ApplicationService,
  database: Database,
  logger: Logger,
  connectionName: string
): Promise<void> {
  const runner = new MigrationRunner(database, app, { direction: 'up', connectionName })
  await runner.run()
  if (runner.error) throw runner.error
  const names = Object.values(runner.migratedFiles).map(({ file }) => file.name)
  if (names.length > 0) {
    logger.info({ connection: connectionName, migrations: names }, 'database migrated')
  } else {
    logger.debug({ connection: connectionName }, 'database is up to date')
  }
}
