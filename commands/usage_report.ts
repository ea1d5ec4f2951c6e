import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

const DAY = 24 * 60 * 60 * 1000

export default class UsageReport extends BaseCommand {
  static override commandName = 'usage:report'
  static override description = 'Print what calls of providers cost, per day, provider and user'
  static override help = [
    'Sums and ids, no content. Reads only, also while the server runs. Days are UTC.',
    'A ~ marks sums that hold estimates; "unknown" counts calls of which nobody knows the cost.',
  ]
  static override options: CommandOptions = { startApp: true }

  @flags.number({ description: 'How many days back, today included', default: 7 })
  declare days: number

  override async run(): Promise<void> {
    if (!Number.isInteger(this.days) || this.days < 1 || this.days > 3_660) {
      this.logger.error('--days must be a whole number from 1 to 3660.')
      this.exitCode = 1
      return
    }
    const { OperatorReport } = await import('#metering/queries/operator_report')
    const report = await this.app.container.make(OperatorReport)
    const today = Math.floor(Date.now() / DAY) * DAY
    const rows = await report.handle(today - (this.days - 1) * DAY)
    if (rows.length === 0) {
      this.logger.info('No calls in this time.')
      return
    }
    const table = this.ui.table()
    table.head([
      'Day',
      'Provider',
      'Paid by',
      'User',
      'Calls',
      'In',
      'Out',
      'US dollars',
      'Unknown',
    ])
    for (const row of rows) {
      const mark = row.estimatedCalls > 0 ? '~' : ''
      table.row([
        ...[
          row.day,
          row.provider,
          row.billedTo === 'operator' ? 'operator' : 'own key',
          row.userId,
        ],
        ...[String(row.calls), String(row.inputTokens), String(row.outputTokens)],
        ...[`${mark}${(row.costNano / 1e9).toFixed(6)}`, String(row.unknownCalls)],
      ])
    }
    table.render()
  }
}
