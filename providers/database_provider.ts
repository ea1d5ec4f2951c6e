import { chmodSync, mkdirSync } from 'node:fs'
import type { ApplicationService } from '@adonisjs/core/types'
import { Database } from '@adonisjs/lucid/database'
import { migrate } from '#core/sqlite/migrate'
import { MainDatabase } from '#core/database'
import type BetterSqlite3 from 'better-sqlite3'

/** Opens the data folder, migrates all databases before the first request, checkpoints at the end. */
export default class DatabaseProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(
      MainDatabase,
      async (resolver) => new MainDatabase(await resolver.make(Database))
    )
  }

  boot(): void {
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
    chmodSync(dataDirectory, 0o700)
  }

  /** Console commands decide for themselves; servers and tests never meet an old schema. */
  async start(): Promise<void> {
    if (!['web', 'test'].includes(this.app.getEnvironment())) return
    const database = await this.app.container.make(Database)
    const logger = await this.app.container.make('logger')
    for (const name of this.#connectionNames()) await migrate(this.app, database, logger, name)
  }

  /** Runs before Lucid's own shutdown, which closes the connections. */
  async shutdown(): Promise<void> {
    const database = await this.app.container.make(Database)
    for (const name of this.#connectionNames()) {
      if (!database.manager.isConnected(name)) continue
      const client = database.connection(name).getWriteClient().client
      const sqlite: BetterSqlite3.Database = await client.acquireConnection()
      sqlite.pragma('wal_checkpoint(TRUNCATE)')
      await client.releaseConnection(sqlite)
    }
  }

  #connectionNames(): string[] {
    return Object.keys(this.app.config.get<{ connections: object }>('database').connections)
  }
}
