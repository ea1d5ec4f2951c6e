import accounts from '#config/accounts'
import mail from '#config/mail'
import { sessionDays } from '#config/session'
import { MainDatabase } from '#core/database'
import { AccountMailer } from '#identity/account_mailer'
import { AccountTokens } from '#identity/accounts/account_tokens'
import { SweepVisitors } from '#identity/actions/sweep_visitors'
import { OperatorCommands } from '#identity/operator/operator_commands'
import { OperatorSocket } from '#identity/operator/operator_socket'
import { SessionTable } from '#identity/sessions/session_table'
import type { ApplicationService } from '@adonisjs/core/types'

const HOUR = 60 * 60 * 1000

/** Accounts: their mail, their commands, and what would grow with every passer-by. */
export default class IdentityProvider {
  constructor(protected readonly app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(AccountMailer, async (resolver) => {
      if (!mail.url) {
        const { NoMailer } = await import('#identity/drivers/no_mailer')
        return new NoMailer()
      }
      const { SmtpMailer } = await import('#identity/drivers/smtp_mailer')
      const settings = { ...mail, url: mail.url.release() }
      return new SmtpMailer(settings, await resolver.make('logger'))
    })
  }

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    await this.#sweepEveryHour()
    const { dataDirectory } = this.app.config.get<{ dataDirectory: string }>('app')
    const socket = new OperatorSocket(
      dataDirectory,
      await this.app.container.make(OperatorCommands),
      await this.app.container.make('logger')
    )
    await socket.listen()
    this.app.terminating(() => socket.close())
  }

  async #sweepEveryHour(): Promise<void> {
    const { container } = this.app
    const [visitors, database, tokens, sessions, logger] = [
      await container.make(SweepVisitors),
      await container.make(MainDatabase),
      await container.make(AccountTokens),
      await container.make(SessionTable),
      await container.make('logger'),
    ]
    const sweep = async () => {
      try {
        await visitors.handle(sessionDays * 24 * HOUR)
        await database.run((sqlite) => {
          tokens.sweep(sqlite)
          sessions.forgetRevokedBefore(sqlite, Date.now() - accounts.revokedFor)
        })
      } catch (error) {
        logger.error({ err: error }, 'old sessions and links not swept')
      }
    }
    await sweep()
    const timer = setInterval(sweep, HOUR)
    timer.unref()
    this.app.terminating(() => clearInterval(timer))
  }
}
