import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class SyncRebuild extends BaseCommand {
  static override commandName = 'sync:rebuild'
  static override description = 'Drop the tables of the logs and play the logs again'
  static override help = ['Stop the server first: only one process may write the database.']
  static override options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Id of one user; everybody when left out' })
  declare user?: string

  override async run(): Promise<void> {
    const { MainDatabase } = await import('#core/database')
    const { RebuildProjections } = await import('#sync/actions/rebuild_projections')
    const { ServerLock } = await import('#sync/server_lock')
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')

    const lock = ServerLock.tryTake(dataDirectory)
    if (!lock) {
      this.logger.error('The server is running on this data folder. Stop it, then rebuild.')
      this.exitCode = 1
      return
    }
    try {
      const database = await this.app.container.make(MainDatabase)
      const { users, events } = await new RebuildProjections(database).handle({ userId: this.user })
      this.logger.success(`Rebuilt the tables of ${users} log(s) from ${events} event(s)`)
    } finally {
      lock.release()
    }
  }
}
