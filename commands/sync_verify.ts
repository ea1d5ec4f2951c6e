import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class SyncVerify extends BaseCommand {
  static override commandName = 'sync:verify'
  static override description = 'Prove that the tables are what the logs say'
  static override help = ['Reads only, also while the server runs. Exit code 1 means they differ.']
  static override options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Id of one user; everybody when left out' })
  declare user?: string

  override async run(): Promise<void> {
    const { MainDatabase } = await import('#core/database')
    const { VerifyProjections } = await import('#sync/queries/verify_projections')
    const database = await this.app.container.make(MainDatabase)
    const outcome = await new VerifyProjections(database).handle({ userId: this.user })

    for (const { userId, table, key, kind, columns } of outcome.differences) {
      const where = `${table} ${key.join(' ')} of user ${userId}`
      this.logger.log(`${kind}: ${where}${columns.length > 0 ? ` (${columns.join(', ')})` : ''}`)
    }
    const compared = `${outcome.users} log(s), ${outcome.events} event(s)`
    if (outcome.differences.length === 0) {
      this.logger.success(`Tables and logs agree: ${compared}`)
      return
    }
    this.logger.error(`${outcome.differences.length} row(s) differ: ${compared}`)
    this.exitCode = 1
  }
}
